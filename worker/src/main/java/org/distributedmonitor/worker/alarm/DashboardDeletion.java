package org.distributedmonitor.worker.alarm;

import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.decision.Decision;
import org.distributedmonitor.worker.service.NewerRun;

/** Deletes the run's dashboard by its whole name; DCP deletes every one that contains it. */
public final class DashboardDeletion {

  private DashboardDeletion() {}

  /**
   * A dashboard to be deleted.
   *
   * @param unseen why nobody knows whether it is there, a sentence; empty when it is
   */
  public record Doomed(String name, String unseen) {}

  static StepOutcome carryOut(AwsClients aws, CleanupOrder order) {
    return decide(aws, order).carryOut(doomed -> delete(aws, doomed));
  }

  /** Decides by reading alone. */
  public static Decision<Doomed> decide(AwsClients aws, CleanupOrder order) {
    String name = order.run().dashboardName();
    if (!order.run().cleanDashboard()) {
      return Decision.settled(
          StepOutcome.nothingToDo("CLEAN_DASHBOARD is not set: a dashboard stays."));
    }
    Optional<String> newer = NewerRun.setUpSinceForCertain(aws, order);
    if (newer.isPresent()) {
      return Decision.settled(StepOutcome.left(newer.get()));
    }
    String unseen = "";
    try {
      if (!Dashboards.exists(aws.cloudWatch(), name)) {
        return Decision.settled(gone(name));
      }
    } catch (ApplicationFailure failure) {
      // Looking is refused, deleting perhaps not, and a dashboard costs money.
      unseen = AwsFailures.wordsIfRefused(failure);
    }
    return Protected.in(aws).dashboard(name)
        ? Decision.settled(Protected.left("The dashboard " + name))
        : Decision.act(new Doomed(name, unseen));
  }

  private static StepOutcome delete(AwsClients aws, Doomed doomed) {
    boolean there =
        Gone.DASHBOARD
            .or(() -> aws.cloudWatch().deleteDashboards(b -> b.dashboardNames(doomed.name())))
            .isPresent();
    return there
        ? StepOutcome.done("Deleted the dashboard " + doomed.name() + ".")
        : gone(doomed.name());
  }

  private static StepOutcome gone(String name) {
    return StepOutcome.alreadyGone("There is no dashboard " + name + ".");
  }
}
