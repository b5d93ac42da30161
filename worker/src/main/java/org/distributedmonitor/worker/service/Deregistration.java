package org.distributedmonitor.worker.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.decision.Decision;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Deregisters the active revisions of the run's task definition that are not a newer run's. */
public final class Deregistration {

  private Deregistration() {}

  /**
   * Revisions to be deregistered.
   *
   * @param arns those of the run, newest first; never empty
   * @param newer how many of a newer run stay
   * @param kept those that somebody protects by a tag
   */
  public record Doomed(String family, List<String> arns, int newer, List<String> kept) {

    /** The revisions as people name them, {@code family:number}. */
    public List<String> names() {
      return Deregistration.names(arns);
    }

    /** What stays and why, sentences; empty when nothing does. */
    public String rest() {
      String ofNewer = newer == 0 ? "" : newer + " of a newer run stay. ";
      return (ofNewer + Protected.kept(Deregistration.names(kept))).strip();
    }
  }

  /**
   * AWS deregisters about one revision a second, so a long list takes a while.
   *
   * @param progress told after each revision
   */
  static StepOutcome carryOut(AwsClients aws, CleanupOrder order, Consumer<Integer> progress) {
    return decide(aws, order).carryOut(doomed -> deregister(aws.ecs(), doomed, progress));
  }

  /** Decides by reading alone. */
  public static Decision<Doomed> decide(AwsClients aws, CleanupOrder order) {
    EcsClient ecs = aws.ecs();
    String family = order.run().taskFamily();
    List<String> newestFirst = TaskDefinitions.all(ecs, family, TaskDefinitionStatus.ACTIVE);
    int newer = newerRevisions(ecs, newestFirst, order);
    if (newer == newestFirst.size()) {
      return Decision.settled(nothingRemoved(family, newer));
    }
    Map<Boolean, List<String>> byTag =
        newestFirst.subList(newer, newestFirst.size()).stream()
            .collect(Collectors.partitioningBy(Protected.in(aws)::taskDefinition));
    Doomed doomed = new Doomed(family, byTag.get(false), newer, byTag.get(true));
    return doomed.arns().isEmpty()
        ? Decision.settled(StepOutcome.left(doomed.rest()))
        : Decision.act(doomed);
  }

  private static List<String> names(List<String> arns) {
    return arns.stream().map(TaskDefinitions::nameOf).toList();
  }

  private static StepOutcome deregister(EcsClient ecs, Doomed doomed, Consumer<Integer> progress) {
    int removed = 0;
    for (String arn : doomed.arns()) {
      boolean there =
          Gone.TASK_DEFINITION
              .or(() -> ecs.deregisterTaskDefinition(b -> b.taskDefinition(arn)))
              .isPresent();
      removed += there ? 1 : 0;
      progress.accept(removed);
    }
    return removed == 0
        ? nothingRemoved(doomed.family(), doomed.newer())
        : StepOutcome.done(
            "Deregistered "
                + removed
                + (removed == 1 ? " revision of " : " revisions of ")
                + doomed.family()
                + "."
                + (doomed.rest().isEmpty() ? "" : " " + doomed.rest()));
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

  private static StepOutcome nothingRemoved(String family, int newer) {
    return newer > 0
        ? StepOutcome.left("Every active revision of " + family + " belongs to a newer run.")
        : StepOutcome.alreadyGone("No active revision of " + family + " is left.");
  }
}
