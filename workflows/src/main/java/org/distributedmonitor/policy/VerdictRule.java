package org.distributedmonitor.policy;

import java.util.Collection;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.run.Verdict;

/** How a cleaned-up run is judged. */
public final class VerdictRule {

  private VerdictRule() {}

  /**
   * Whether the monitor has to go on: something is blocked, or something that costs money is left.
   * What a person protects by a tag costs money by that person's order.
   */
  public static boolean unsettled(Collection<StepResult> steps, List<Leftover> leftovers) {
    return steps.stream().anyMatch(step -> step.outcome().blocked())
        || leftovers.stream().anyMatch(Leftover::leaksMoney);
  }

  /** The verdict over a clean-up, whether it came to its end or a person ended it. */
  public static Verdict over(
      Collection<StepResult> steps, List<Leftover> leftovers, int failedJobs) {
    if (unsettled(steps, leftovers) || !leftovers.stream().allMatch(Leftover::kept)) {
      return Verdict.CLEANUP_INCOMPLETE;
    }
    return failedJobs > 0 ? Verdict.SUCCEEDED_WITH_FAILED_JOBS : Verdict.SUCCEEDED;
  }
}
