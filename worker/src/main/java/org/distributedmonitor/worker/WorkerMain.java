package org.distributedmonitor.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.worker.aws.AwsConnections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker process. */
public final class WorkerMain {

  private static final Logger LOG = LoggerFactory.getLogger("worker");

  private static final int WELL = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int TEMPORAL_UNREACHABLE = 4;

  /** Under the 10 s in which a service manager wants to know. */
  private static final Duration CONNECT = Duration.ofSeconds(6);

  /**
   * How long what has begun is given to end. Service managers and container engines kill what is
   * still there after 30 s, and a killed worker does not say so in its log.
   */
  private static final long DRAIN_SECONDS = 25;

  private WorkerMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv()));
  }

  static int run(String[] arguments, Map<String, String> env) {
    if (arguments.length > 0) {
      return Usage.answer(arguments);
    }
    WorkerConfig config;
    ClientConfigProfile profile;
    try {
      config = WorkerConfig.from(env);
      profile = Temporal.profile(env);
    } catch (WorkerConfig.Invalid e) {
      LOG.error("{}", e.getMessage());
      return WRONG_USAGE;
    } catch (IOException e) {
      LOG.error("Temporal's client configuration cannot be read: {}", e.getMessage());
      return WRONG_USAGE;
    }
    Optional<String> region = AwsConnections.defaultRegion();
    if (region.isEmpty()) {
      LOG.error("No AWS region is set. Set AWS_REGION, or a region in the AWS profile.");
      return WRONG_USAGE;
    }
    return connect(config, profile, region.get());
  }

  private static int connect(WorkerConfig config, ClientConfigProfile profile, String region) {
    WorkflowServiceStubsOptions options = profile.toWorkflowServiceStubsOptions();
    WorkflowServiceStubs service;
    try {
      service = WorkflowServiceStubs.newConnectedServiceStubs(options, CONNECT);
    } catch (RuntimeException e) {
      // gRPC has many ways to say it, and none says more than this to whoever reads the log.
      LOG.error(
          "Temporal cannot be reached at {}: {}. Is it running, and is TEMPORAL_ADDRESS right?",
          options.getTarget(),
          Causes.of(e));
      return TEMPORAL_UNREACHABLE;
    }
    try (AwsConnections aws = new AwsConnections(region)) {
      return serve(config, profile, service, aws, region);
    } finally {
      service.shutdown();
    }
  }

  private static int serve(
      WorkerConfig config,
      ClientConfigProfile profile,
      WorkflowServiceStubs service,
      AwsConnections aws,
      String region) {
    WorkflowClient client = WorkflowClient.newInstance(service, Temporal.options(profile));
    String namespace = client.getOptions().getNamespace();
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder(service.getOptions())
                .setChannel(service.getRawChannel())
                .build());
    WorkerFactory factory = WorkerFactory.newInstance(client, MonitorWorker.factoryOptions());
    MonitorWorker.register(
        factory,
        config.taskQueue(),
        aws,
        Clock.systemUTC(),
        new NamespaceActivitiesImpl(service, operator, namespace));
    try {
      factory.start();
    } catch (RuntimeException e) {
      // The SDK asks for the namespace first, and gRPC says in its own way that there is none.
      LOG.error("The namespace {} cannot be served: {}", namespace, Causes.of(e));
      return FAILED;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(factory), "drain"));
    ThreadProbe.begin();
    LOG.info(
        "Ready: Temporal at {}, namespace {}, task queue {}; AWS region {}, {}",
        service.getOptions().getTarget(),
        namespace,
        config.taskQueue(),
        region,
        Causes.account(aws.in(region)));
    factory.awaitTermination(Long.MAX_VALUE, TimeUnit.SECONDS);
    return WELL;
  }

  /** Takes no more work and lets what has begun end. */
  private static void drain(WorkerFactory factory) {
    LOG.info("Stopping: what has begun is ended first");
    factory.shutdown();
    factory.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
    if (!factory.isTerminated()) {
      factory.shutdownNow();
    }
    LOG.info("Stopped");
  }
}
