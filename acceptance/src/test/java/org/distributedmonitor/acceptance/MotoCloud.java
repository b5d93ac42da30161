package org.distributedmonitor.acceptance;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.distributedmonitor.acceptance.contract.Cloud;
import org.distributedmonitor.acceptance.contract.Setting;
import org.distributedmonitor.worker.aws.AwsClients;

/** moto behind its front, one for all contracts, with an empty account for each of their tests. */
public final class MotoCloud implements Cloud {
  /** The front's seconds are AWS's minutes. */
  private static final Duration A_MINUTE = Duration.ofMillis(1100);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static MotoCloud running;

  private final MotoFront front;
  private final Aws clients;

  private MotoCloud(MotoFront front) {
    this.front = front;
    this.clients = front.clients("contract");
  }

  /** It ends with this JVM, as all processes of the tests do. */
  public static synchronized Cloud empty() {
    if (running == null) {
      running = new MotoCloud(MotoFront.start(Processes.of(MotoCloud.class)));
    }
    running.front.reset();
    return running;
  }

  @Override
  public AwsClients aws() {
    return new AwsClients(
        clients.sqs(),
        clients.ec2(),
        clients.ecs(),
        clients.cloudWatch(),
        clients.logs(),
        clients.s3(),
        clients.sts(),
        clients.iam(),
        clients.tagging(),
        clients.sns(),
        Aws.REGION.id());
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public There setUp(Setting setting) {
    RunPlan plan =
        RunPlan.named(setting.app())
            .withCluster(setting.cluster())
            .withBucket(Setting.BUCKET)
            .sized(setting.machines(), setting.dead(), setting.jobs());
    RunInMoto run = RunInMoto.create(clients, plan);
    return new There(setting, run.fleetId(), run.startTime());
  }

  @Override
  public void eventually(BooleanSupplier condition) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .until(condition::getAsBoolean);
  }

  @Override
  public void aMinutePasses() {
    Instant end = Instant.now().plus(A_MINUTE);
    eventually(() -> Instant.now().isAfter(end));
  }

  @Override
  public void join(String cluster, String fleetId) {
    new Machines(clients, RunPlan.named("nobodys").withCluster(cluster)).register(fleetId);
  }

  @Override
  public void hideUserData() {
    front.settings(Map.of("show_user_data", false));
  }

  @Override
  public void refuse(String operation) {
    front.fault(on(Fault.refuse(name(operation)), operation));
  }

  @Override
  public void throttle(String operation) {
    front.fault(on(Fault.throttle(name(operation)), operation).times(1));
  }

  private static Fault on(Fault fault, String operation) {
    return fault.service(operation.substring(0, operation.indexOf(':')));
  }

  private static String name(String operation) {
    return operation.substring(operation.indexOf(':') + 1);
  }

  @Override
  public void close() {
    front.clearFaults();
  }
}
