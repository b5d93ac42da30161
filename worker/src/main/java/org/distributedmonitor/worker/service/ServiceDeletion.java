package org.distributedmonitor.worker.service;

import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.decision.Decision;
import software.amazon.awssdk.services.ecs.model.Service;

/** Deletes the run's service, unless it is a newer run's. */
public final class ServiceDeletion {

  private ServiceDeletion() {}

  static StepOutcome delete(AwsClients aws, CleanupOrder order) {
    return decide(aws, order).carryOut(service -> delete(aws, order.run(), service));
  }

  /** Decides by reading alone; what is acted upon is the service's name. */
  public static Decision<String> decide(AwsClients aws, CleanupOrder order) {
    Run run = order.run();
    Optional<String> newer = NewerRun.setUpSince(aws, order);
    if (newer.isPresent()) {
      return Decision.settled(StepOutcome.left(newer.get()));
    }
    Optional<Service> service = Services.find(aws.ecs(), run);
    if (service.isEmpty()) {
      return Decision.settled(Services.gone(run));
    }
    if (Services.draining(service.get())) {
      return Decision.settled(
          StepOutcome.alreadyGone(
              "The service " + run.serviceName() + " is already being removed."));
    }
    if (order.frozen().bornLater(service.get().createdAt())) {
      return Decision.settled(Services.bornLater(run));
    }
    return Protected.in(aws).service(run.cluster(), run.serviceName())
        ? Decision.settled(Protected.left("The service " + run.serviceName()))
        : Decision.act(run.serviceName());
  }

  private static StepOutcome delete(AwsClients aws, Run run, String service) {
    boolean there = Gone.SERVICE.or(() -> remove(aws, run, service)).isPresent();
    return there ? StepOutcome.done("Deleted the service " + service + ".") : Services.gone(run);
  }

  private static Object remove(AwsClients aws, Run run, String service) {
    try {
      return deleteCall(aws, run, service);
    } catch (ApplicationFailure failure) {
      // "The service cannot be stopped while it is scaled above 0": somebody has raised it again.
      if (!AwsFailures.says(failure, "scaled above 0")) {
        throw failure;
      }
      Services.setTasks(aws.ecs(), run, 0);
      return deleteCall(aws, run, service);
    }
  }

  private static Object deleteCall(AwsClients aws, Run run, String service) {
    return aws.ecs().deleteService(b -> b.cluster(run.cluster()).service(service));
  }
}
