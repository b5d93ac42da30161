package org.distributedmonitor.worker.service;

import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Optional;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Whether the run's name was set up again after the run was frozen.
 *
 * <p>DCP's {@code setup} re-uses a queue or cluster that still exists, and others of the family a
 * service, so their own age does not tell whose they are now. But it always registers a revision of
 * the task definition.
 */
public final class NewerRun {

  private NewerRun() {}

  /**
   * The reason to leave alone what bears the run's name, if there is one. A check that is refused
   * is no reason: unless the newer run is known of, the resources' own ages are then all there is
   * to go by.
   */
  public static Optional<String> setUpSince(AwsClients aws, CleanupOrder order) {
    try {
      return setUpSinceForCertain(aws, order);
    } catch (ApplicationFailure failure) {
      AwsFailures.wordsIfRefused(failure);
      return Optional.empty();
    }
  }

  /**
   * The same for what has no age to go by, such as a dashboard or a cluster: where the check is
   * refused, that is thrown, and nothing is deleted that may be a newer run's.
   */
  public static Optional<String> setUpSinceForCertain(AwsClients aws, CleanupOrder order) {
    if (order.newerRunKnown()) {
      return Optional.of(
          "A newer run of "
              + order.run().app()
              + " is watched already: what bears its name is the newer run's.");
    }
    return TaskDefinitions.newest(
            aws.ecs(), order.run().taskFamily(), TaskDefinitionStatus.ACTIVE, 1)
        .stream()
        .findFirst()
        .flatMap(arn -> TaskDefinitions.describe(aws.ecs(), arn))
        .filter(newest -> order.frozen().bornLater(newest.registeredAt()))
        .map(newest -> sentence(order, newest.registeredAt()));
  }

  private static String sentence(CleanupOrder order, Instant at) {
    return order.run().app()
        + " has been set up again since (at "
        + at
        + "): what bears its name is the newer run's.";
  }
}
