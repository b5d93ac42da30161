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
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.decision.Decision;
import software.amazon.awssdk.services.ecs.model.Service;

/** Sets the run's service to no tasks, unless it is a newer run's. */
public final class ServiceStopping {

  private static final int UNKNOWN = -1;

  private ServiceStopping() {}

  /**
   * A service to be stopped.
   *
   * @param tasks how many tasks it is to run now; -1 when it may not be looked at
   * @param unseen why it was not looked at, a sentence; empty when it was
   */
  public record Running(String service, int tasks, String unseen) {}

  static ServiceStop stop(AwsClients aws, CleanupOrder order, ActivityExecutionContext context) {
    Optional<Integer> before = context.getHeartbeatDetails(Integer.class);
    return decide(aws, order, before)
        .carryOut(
            running -> {
              // A second attempt, after the first has stopped it, must still know what it ran.
              context.heartbeat(running.tasks());
              return stop(aws, order, running);
            },
            outcome -> left(aws, order, before, outcome));
  }

  /**
   * Decides by reading alone.
   *
   * @param before how many tasks it ran before an earlier attempt that may have stopped it
   */
  public static Decision<Running> decide(
      AwsClients aws, CleanupOrder order, Optional<Integer> before) {
    return look(aws, order, before)
        .carryOut(
            running ->
                // Stopping saves money and can be undone, so it does not wait for a permission.
                Protected.asFarAsSeen(aws).service(order.run().cluster(), running.service())
                    ? Decision.settled(Protected.left("The service " + running.service()))
                    : Decision.act(running),
            Decision::settled);
  }

  private static Decision<Running> look(
      AwsClients aws, CleanupOrder order, Optional<Integer> before) {
    Run run = order.run();
    Optional<String> newer = NewerRun.setUpSince(aws, order);
    if (newer.isPresent()) {
      return Decision.settled(StepOutcome.left(newer.get()));
    }
    Optional<Service> service;
    try {
      service = Services.find(aws.ecs(), run);
    } catch (ApplicationFailure failure) {
      // Looking is refused, stopping perhaps not, and stopping is what saves money.
      String unseen = AwsFailures.wordsIfRefused(failure);
      return Decision.act(new Running(run.serviceName(), UNKNOWN, unseen));
    }
    if (service.isEmpty() || Services.draining(service.get())) {
      return Decision.settled(Services.gone(run));
    }
    if (order.frozen().bornLater(service.get().createdAt())) {
      return Decision.settled(Services.bornLater(run));
    }
    int tasks = before.filter(it -> it != UNKNOWN).orElse(service.get().desiredCount());
    return service.get().desiredCount() == 0 && tasks == 0
        ? Decision.settled(
            StepOutcome.nothingToDo("The service " + run.serviceName() + " runs no tasks."))
        : Decision.act(new Running(run.serviceName(), tasks, ""));
  }

  private static ServiceStop stop(AwsClients aws, CleanupOrder order, Running running) {
    if (!Services.setTasks(aws.ecs(), order.run(), 0)) {
      return new ServiceStop(Services.gone(order.run()), running.tasks());
    }
    // The name may have been set up again since the service was looked at, and ECS cannot be told
    // to stop it only if it was not.
    return NewerRun.setUpSince(aws, order)
        .map(newer -> giveBack(aws, order, running.tasks(), newer))
        .orElseGet(
            () ->
                new ServiceStop(
                    StepOutcome.done("Set the service " + running.service() + " to no tasks."),
                    running.tasks()));
  }

  /** An earlier attempt may have stopped what is a newer run's by now. */
  private static ServiceStop left(
      AwsClients aws, CleanupOrder order, Optional<Integer> before, StepOutcome outcome) {
    return before
        .filter(tasks -> outcome.kind() == StepOutcome.Kind.LEFT)
        .flatMap(
            tasks ->
                NewerRun.setUpSince(aws, order).map(newer -> giveBack(aws, order, tasks, newer)))
        .orElseGet(() -> new ServiceStop(outcome, UNKNOWN));
  }

  /**
   * The newer run's service gets as many tasks as the older run's had: what the newer run has asked
   * for is not to be learnt any more. DCP's {@code startCluster} sets it once more. One that was
   * made anew has not been stopped by anybody: DCP's {@code setup} makes it with no tasks.
   */
  private static ServiceStop giveBack(AwsClients aws, CleanupOrder order, int tasks, String newer) {
    boolean stopped =
        Services.find(aws.ecs(), order.run())
            .filter(service -> !Services.draining(service) && service.desiredCount() == 0)
            .filter(service -> !order.frozen().bornLater(service.createdAt()))
            .isPresent();
    String left = stopped ? newer + " " + givenBack(aws, order.run(), tasks) : newer;
    return new ServiceStop(StepOutcome.left(left), UNKNOWN);
  }

  private static String givenBack(AwsClients aws, Run run, int tasks) {
    String stopped = "In the same moment the service " + run.serviceName() + " was set to no tasks";
    return tasks > 0 && Services.setTasks(aws.ecs(), run, tasks)
        ? stopped + "; it has " + tasks + " again: see whether the newer run is to have as many."
        : stopped + ": give it the newer run's number of tasks in the ECS console.";
  }
}
