package org.distributedmonitor.monitor.view;

import java.time.Instant;
import java.util.List;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.policy.VerdictRule;
import org.distributedmonitor.run.Verdict;

/** Makes the report out of what the monitor knows. */
public final class Reports {

  private Reports() {}

  /** The report of a run as it stands. */
  public static MonitorReport of(RunState state, Instant now) {
    Verdict verdict =
        state.cleaningUp()
            ? VerdictRule.over(
                state.cleanup().results(),
                state.left().all(),
                state.journal().counts().failedJobs())
            : Verdict.STOPPED;
    return new MonitorReport(
        verdict,
        state.run(),
        state.fleets().ids(),
        state.surveys().newest() == null ? "" : state.surveys().newest().account(),
        state.surveys().newest() == null ? state.run().region() : state.surveys().newest().region(),
        state.assignment().since(),
        state.cleaningUp() ? state.cleanup().frozen().at() : null,
        now,
        state.queue().mostJobs(),
        state.schedule().cheapest(),
        state.journal().counts(),
        state.cleanup().failedJobsFile(),
        List.copyOf(state.cleanup().results()),
        state.left().all(),
        state.left().wholeList(),
        Warnings.of(state),
        state.journal().happenings());
  }
}
