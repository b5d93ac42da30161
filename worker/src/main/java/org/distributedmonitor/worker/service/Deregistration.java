package org.distributedmonitor.worker.service;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Deregisters the active revisions of the run's task definition that are not a newer run's. */
final class Deregistration {

  private Deregistration() {}

  /**
   * AWS deregisters about one revision a second, so a long list takes a while.
   *
   * @param progress told after each revision
   */
  static StepOutcome of(EcsClient ecs, CleanupOrder order, Consumer<Integer> progress) {
    String family = order.run().taskFamily();
    List<String> newestFirst = TaskDefinitions.all(ecs, family, TaskDefinitionStatus.ACTIVE);
    int newer = newerRevisions(ecs, newestFirst, order);
    int removed = 0;
    for (String arn : newestFirst.subList(newer, newestFirst.size())) {
      boolean there =
          AwsFailures.unlessGone(
                  "ecs:DeregisterTaskDefinition",
                  Gone.TASK_DEFINITION,
                  () -> ecs.deregisterTaskDefinition(b -> b.taskDefinition(arn)))
              .isPresent();
      removed += there ? 1 : 0;
      progress.accept(removed);
    }
    return outcome(family, removed, newer);
  }

  /**
   * Revisions are registered in the order of their numbers, so the first old one ends the search.
   */
  private static int newerRevisions(EcsClient ecs, List<String> newestFirst, CleanupOrder order) {
    int newer = 0;
    for (String arn : newestFirst) {
      Optional<TaskDefinition> revision = TaskDefinitions.describe(ecs, arn);
      if (revision.isPresent() && !order.frozen().bornLater(revision.get().registeredAt())) {
        break;
      }
      newer++;
    }
    return newer;
  }

  private static StepOutcome outcome(String family, int removed, int newer) {
    String left = newer == 0 ? "" : " " + newer + " of a newer run stay.";
    if (removed > 0) {
      return StepOutcome.done(
          "Deregistered "
              + removed
              + (removed == 1 ? " revision of " : " revisions of ")
              + family
              + "."
              + left);
    }
    return newer > 0
        ? StepOutcome.left("Every active revision of " + family + " belongs to a newer run.")
        : StepOutcome.alreadyGone("No active revision of " + family + " is left.");
  }
}
