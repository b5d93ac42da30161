package org.distributedmonitor.worker.service;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ServiceStop;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Service;

/** Stops and deletes the run's service, unless it is a newer run's. */
final class ServiceSteps {

  private static final int UNKNOWN = -1;

  private ServiceSteps() {}

  static ServiceStop stop(AwsClients aws, CleanupOrder order, ActivityExecutionContext context) {
    Run run = order.run();
    Optional<String> newer = NewerRun.setUpSince(aws, order);
    if (newer.isPresent()) {
      return new ServiceStop(StepOutcome.left(newer.get()), UNKNOWN);
    }
    Optional<Service> service;
    try {
      service = Services.find(aws.ecs(), run);
    } catch (ApplicationFailure failure) {
      if (!failure.isNonRetryable()) {
        throw failure;
      }
      // Looking is refused, stopping perhaps not, and stopping is what saves money.
      return stopped(aws, run, UNKNOWN);
    }
    if (service.isEmpty() || Services.draining(service.get())) {
      return new ServiceStop(gone(run), UNKNOWN);
    }
    if (order.frozen().bornLater(service.get().createdAt())) {
      return new ServiceStop(bornLater(run), UNKNOWN);
    }
    int before = context.getHeartbeatDetails(Integer.class).orElse(service.get().desiredCount());
    if (service.get().desiredCount() == 0 && before == 0) {
      return new ServiceStop(
          StepOutcome.nothingToDo("The service " + run.serviceName() + " runs no tasks."), 0);
    }
    // A second attempt, after the first has stopped it, must still know what it ran.
    context.heartbeat(before);
    return stopped(aws, run, before);
  }

  static StepOutcome delete(AwsClients aws, CleanupOrder order) {
    Run run = order.run();
    Optional<String> newer = NewerRun.setUpSince(aws, order);
    if (newer.isPresent()) {
      return StepOutcome.left(newer.get());
    }
    Optional<Service> service = Services.find(aws.ecs(), run);
    if (service.isEmpty()) {
      return gone(run);
    }
    if (Services.draining(service.get())) {
      return StepOutcome.alreadyGone(
          "The service " + run.serviceName() + " is already being removed.");
    }
    if (order.frozen().bornLater(service.get().createdAt())) {
      return bornLater(run);
    }
    boolean there =
        AwsFailures.unlessGone("ecs:DeleteService", Gone.SERVICE, () -> remove(aws, run))
            .isPresent();
    return there ? StepOutcome.done("Deleted the service " + run.serviceName() + ".") : gone(run);
  }

  static StepOutcome gone(Run run) {
    return StepOutcome.alreadyGone("There is no service " + run.serviceName() + ".");
  }

  private static Object remove(AwsClients aws, Run run) {
    try {
      return deleteCall(aws, run);
    } catch (EcsException e) {
      // "The service cannot be stopped while it is scaled above 0": somebody has raised it again.
      if (e.getMessage() == null || !e.getMessage().contains("scaled above 0")) {
        throw e;
      }
      Services.setTasks(aws.ecs(), run, 0);
      return deleteCall(aws, run);
    }
  }

  private static Object deleteCall(AwsClients aws, Run run) {
    return aws.ecs().deleteService(b -> b.cluster(run.cluster()).service(run.serviceName()));
  }

  private static ServiceStop stopped(AwsClients aws, Run run, int before) {
    boolean there = Services.setTasks(aws.ecs(), run, 0);
    return new ServiceStop(
        there
            ? StepOutcome.done("Set the service " + run.serviceName() + " to no tasks.")
            : gone(run),
        before);
  }

  private static StepOutcome bornLater(Run run) {
    return StepOutcome.left(
        "The service " + run.serviceName() + " was made anew: it belongs to a newer run.");
  }
}
