package org.distributedmonitor.worker.service;

import io.temporal.activity.ActivityInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.SoftFailures;

/** Deletes the run's own cluster once nothing is left in it; {@code default} is everybody's. */
final class ClusterDeletion {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  /**
   * ECS forgets a terminated machine in minutes, but one whose agent was cut off never. An empty
   * cluster costs nothing, so this is all the waiting it is worth.
   */
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(30);

  private final Clock clock;

  ClusterDeletion(Clock clock) {
    this.clock = clock;
  }

  StepOutcome delete(AwsClients aws, CleanupOrder order, ActivityInfo activity) {
    Run run = order.run();
    if (run.sharesDefaultCluster()) {
      return StepOutcome.nothingToDo("The cluster default is shared and is never deleted.");
    }
    Optional<String> newer = NewerRun.setUpSince(aws, order);
    if (newer.isPresent()) {
      return StepOutcome.left(newer.get());
    }
    if (!Clusters.exists(aws.ecs(), run.cluster())) {
      return gone(run);
    }
    ClusterUse use = ClusterUse.of(aws.ecs(), run);
    if (use.byOthers()) {
      return StepOutcome.left(
          "The cluster " + run.cluster() + " is still used by " + named(use) + ".");
    }
    if (use.machines() > 0) {
      int count = use.machines();
      return waitFor(
          run,
          count + (count == 1 ? " machine" : " machines") + " still registered in it",
          activity);
    }
    return remove(aws, run, activity);
  }

  private StepOutcome remove(AwsClients aws, Run run, ActivityInfo activity) {
    try {
      boolean there =
          AwsFailures.unlessGone(
                  "ecs:DeleteCluster",
                  Gone.CLUSTER,
                  () -> Clusters.deleteUnlessInUse(aws.ecs(), run.cluster()))
              .isPresent();
      return there ? StepOutcome.done("Deleted the cluster " + run.cluster() + ".") : gone(run);
    } catch (Clusters.InUse inUse) {
      return waitFor(run, inUse.what(), activity);
    }
  }

  private StepOutcome waitFor(Run run, String what, ActivityInfo activity) {
    long since = clock.millis() - activity.getScheduledTimestamp();
    if (since > LONG_ENOUGH.toMillis()) {
      return StepOutcome.left(
          "The cluster "
              + run.cluster()
              + " has "
              + what
              + ", of another run or cut off from ECS; deregister the latter in the ECS console.");
    }
    throw SoftFailures.waiting("The cluster " + run.cluster() + " has " + what, LOOK_AGAIN);
  }

  private static String named(ClusterUse use) {
    int shown = Math.min(3, use.others().size());
    String names = String.join(", ", use.others().subList(0, shown));
    int more = use.others().size() - shown;
    return more == 0 ? names : names + " and " + more + " more";
  }

  private static StepOutcome gone(Run run) {
    return StepOutcome.alreadyGone("There is no cluster " + run.cluster() + ".");
  }
}
