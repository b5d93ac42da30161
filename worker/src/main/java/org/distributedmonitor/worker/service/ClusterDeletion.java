package org.distributedmonitor.worker.service;

import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.Kept;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Names;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.aws.SoftFailures;
import org.distributedmonitor.worker.decision.Decision;

/** Deletes the run's own cluster once nothing is left in it; {@code default} is everybody's. */
public final class ClusterDeletion {

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

  /**
   * A cluster in which nobody else has anything.
   *
   * @param machines how many machines are still registered in it; ECS forgets them when they end
   */
  public record Doomed(String cluster, int machines) {}

  StepOutcome delete(AwsClients aws, CleanupOrder order, ActivityInfo activity) {
    return decide(aws, order).carryOut(doomed -> delete(aws, order.run(), doomed, activity));
  }

  /** Decides by reading alone. */
  public static Decision<Doomed> decide(AwsClients aws, CleanupOrder order) {
    Run run = order.run();
    if (run.sharesDefaultCluster()) {
      return Decision.settled(
          StepOutcome.nothingToDo("The cluster default is shared and is never deleted."));
    }
    Optional<String> newer = NewerRun.setUpSinceForCertain(aws, order);
    if (newer.isPresent()) {
      return Decision.settled(StepOutcome.left(newer.get()));
    }
    if (!Clusters.exists(aws.ecs(), run.cluster())) {
      return Decision.settled(gone(run));
    }
    ClusterUse use = ClusterUse.of(aws.ecs(), run);
    if (use.byOthers()) {
      return Decision.settled(
          StepOutcome.left(
              "The cluster "
                  + run.cluster()
                  + " is still used by "
                  + Names.few(use.others())
                  + "."));
    }
    Optional<String> kept = kept(Protected.in(aws), order, use);
    return kept.isPresent()
        ? Decision.settled(StepOutcome.left(kept.get()))
        : Decision.act(new Doomed(run.cluster(), use.machines()));
  }

  /** Why the cluster stays though nobody else uses it: somebody protects it, or what is in it. */
  public static Optional<String> kept(Protected tagged, CleanupOrder order, ClusterUse use) {
    Run run = order.run();
    if (tagged.cluster(run.cluster())) {
      return Optional.of(Protected.reason("The cluster " + run.cluster()));
    }
    if (use.ownService() && tagged.service(run.cluster(), run.serviceName())) {
      return Optional.of(
          "The cluster "
              + run.cluster()
              + " stays for "
              + Protected.reason("its service " + run.serviceName() + ", which"));
    }
    Kept kept = order.frozen().kept();
    boolean machines = !kept.fleetIds().isEmpty() || !kept.machines().isEmpty();
    return machines && use.machines() > 0
        ? Optional.of(
            "The cluster "
                + run.cluster()
                + " stays for machines that are registered in it and kept by a tag.")
        : Optional.empty();
  }

  private StepOutcome delete(AwsClients aws, Run run, Doomed doomed, ActivityInfo activity) {
    int count = doomed.machines();
    if (count > 0) {
      return waitFor(
          run,
          count + (count == 1 ? " machine" : " machines") + " still registered in it",
          activity);
    }
    try {
      boolean there =
          Gone.CLUSTER
              .or(() -> aws.ecs().deleteCluster(b -> b.cluster(doomed.cluster())))
              .isPresent();
      return there ? StepOutcome.done("Deleted the cluster " + doomed.cluster() + ".") : gone(run);
    } catch (ApplicationFailure failure) {
      return waitFor(run, Clusters.inUse(failure).orElseThrow(() -> failure), activity);
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

  private static StepOutcome gone(Run run) {
    return StepOutcome.alreadyGone("There is no cluster " + run.cluster() + ".");
  }
}
