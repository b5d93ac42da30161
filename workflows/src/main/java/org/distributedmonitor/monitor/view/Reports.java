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
                state.steps.values(), state.leftovers, state.journal.counts.failedJobs())
            : Verdict.STOPPED;
    return new MonitorReport(
        verdict,
        state.run,
        state.fleetIds(),
        state.survey == null ? "" : state.survey.account(),
        state.survey == null ? state.run.region() : state.survey.region(),
        state.watchedSince,
        state.cleaningUp() ? state.frozen.at() : null,
        now,
        state.queue.mostJobs,
        state.cheapest,
        state.journal.counts,
        state.failedJobsFile,
        List.copyOf(state.steps.values()),
        state.leftovers,
        state.wholeList,
        Warnings.of(state),
        state.journal.happenings);
  }
}
