package org.distributedmonitor.monitor.state;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;

/** What a clean-up removes, and what has become of its steps. */
@Carried
public final class CleanupProgress {

  /** What belongs to the run; null while it is watched. */
  private FrozenRun frozen;

  /** The clean-up was ordered before anybody could look at the queue. */
  private boolean queueUnread;

  private int formerTasks = -1;
  private String failedJobsFile = "";
  private EnumMap<Step, StepResult> results = new EnumMap<>(Step.class);

  /** Whether the run is being, or was, cleaned up. */
  public boolean begun() {
    return frozen != null;
  }

  /** What belongs to the run; null while it is watched. */
  public FrozenRun frozen() {
    return frozen;
  }

  /** Whether the clean-up was ordered before anybody could look at the queue. */
  public boolean queueUnread() {
    return queueUnread;
  }

  /** How many tasks the service had before it was stopped; -1 if that is not known. */
  public int formerTasks() {
    return formerTasks;
  }

  /** Where the failed jobs were saved; empty when none were. */
  public String failedJobsFile() {
    return failedJobsFile;
  }

  /** What has become of the steps that have come to something, in their order. */
  public Collection<StepResult> results() {
    return Collections.unmodifiableCollection(results.values());
  }

  /** The steps that have come to something. */
  public Set<Step> known() {
    return Collections.unmodifiableSet(results.keySet());
  }

  /** Null when it has not come to anything yet. */
  public StepResult result(Step step) {
    return results.get(step);
  }

  public boolean knows(Step step) {
    return results.containsKey(step);
  }

  public boolean blocked(Step step) {
    return knows(step) && result(step).outcome().blocked();
  }

  void freeze(FrozenRun run, boolean unread) {
    frozen = run;
    queueUnread = unread;
  }

  void thaw() {
    frozen = null;
    results.clear();
  }

  /** More was learnt of what belongs to the run. */
  public void refine(UnaryOperator<FrozenRun> more) {
    frozen = more.apply(frozen);
  }

  public void hadTasks(int tasks) {
    formerTasks = tasks > 0 ? tasks : formerTasks;
  }

  public void savedFailedJobs(String file) {
    failedJobsFile = file;
  }

  /**
   * A step has come to something.
   *
   * @param fault whether a fault of this program kept it from being done
   */
  public void ended(Step step, StepOutcome outcome, Instant now, boolean fault) {
    StepResult before = results.get(step);
    results.put(
        step,
        before == null
            ? StepResult.first(step, outcome, now, fault)
            : before.then(outcome, now, fault));
  }
}
