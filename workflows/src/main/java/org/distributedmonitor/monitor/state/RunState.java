package org.distributedmonitor.monitor.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.policy.RetryRule;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.temporal.Payloads;

/**
 * Everything a monitor knows, in parts that each keep their own: what changes in the workflow, and
 * what it carries when it continues as new. Points in time are absolute, so nothing is lost by
 * being carried.
 */
@Carried
public final class RunState {

  private Assignment assignment = new Assignment();
  private CurrentPhase phase = new CurrentPhase();
  private QueueMemory queue = new QueueMemory();
  private KnownFleets fleets = new KnownFleets();
  private FleetSchedule schedule = new FleetSchedule();
  private Surveys surveys = new Surveys();
  private PreflightChecks preflight = new PreflightChecks();
  private Orders orders = new Orders();
  private Journal journal = new Journal();
  private CleanupProgress cleanup = new CleanupProgress();
  private Leftovers left = new Leftovers();
  private Exports exports = new Exports();

  /** What nothing is heard of in this execution; the next one begins everything anew. */
  private final transient Silence silence = new Silence();

  private RunState() {}

  /** What a monitor knows that begins to watch. */
  public static RunState begin(
      Assignment assignment,
      List<String> fleetIds,
      boolean cheapest,
      Duration secondExport,
      Instant now) {
    RunState state = new RunState();
    state.assignment = assignment;
    state.phase = new CurrentPhase(now);
    state.schedule = new FleetSchedule(cheapest, assignment.timing(), now);
    state.surveys = new Surveys(now);
    state.preflight = new PreflightChecks(now);
    state.exports = new Exports(secondExport);
    fleetIds.stream().distinct().forEach(id -> state.fleets.add(FleetRecord.of(id, now)));
    state.journal.note(now, "Began to watch the run.");
    return state;
  }

  /** What the former execution has known. */
  public static RunState of(JsonNode carried) {
    return Payloads.mapper().convertValue(carried, RunState.class);
  }

  /** What {@link #of} reads again. */
  public JsonNode carried() {
    return Payloads.mapper().valueToTree(this);
  }

  public Assignment assignment() {
    return assignment;
  }

  public Run run() {
    return assignment.run();
  }

  public Timing timing() {
    return assignment.timing();
  }

  public CurrentPhase currentPhase() {
    return phase;
  }

  public Phase phase() {
    return phase.phase();
  }

  public QueueMemory queue() {
    return queue;
  }

  public KnownFleets fleets() {
    return fleets;
  }

  public FleetSchedule schedule() {
    return schedule;
  }

  public Surveys surveys() {
    return surveys;
  }

  public PreflightChecks preflight() {
    return preflight;
  }

  public Orders orders() {
    return orders;
  }

  public Journal journal() {
    return journal;
  }

  public CleanupProgress cleanup() {
    return cleanup;
  }

  public Leftovers left() {
    return left;
  }

  public Exports exports() {
    return exports;
  }

  public Silence silence() {
    return silence;
  }

  public boolean cleaningUp() {
    return cleanup.begun();
  }

  /** Fixes what belongs to the run: whatever is born later is a newer run's. */
  public void freeze(Instant now, boolean queueTrusted) {
    boolean unread = queueTrusted && !queue.everFound() && queue.newest().unread();
    cleanup.freeze(
        new FrozenRun(
            now,
            queueTrusted ? queue.facts() : null,
            fleets.idsToCancel(),
            surveys.newest() == null ? null : surveys.newest().serviceCreatedAt(),
            orders.finish(),
            fleets.keptByTag()),
        unread);
  }

  /** Jobs came back: nothing is frozen any more. */
  public void thaw(Instant now) {
    cleanup.thaw();
    left.clear(now);
    surveys.askAt(now);
    queue.lookAfresh();
  }

  /** What a step of the clean-up of this run is given. */
  public CleanupOrder order(FrozenRun belonging) {
    return new CleanupOrder(
        run(),
        belonging,
        assignment.hasSuccessor(),
        assignment.newerFleetIds(),
        cleanup.queueUnread());
  }

  /** Whether this execution has become long and may be followed by a new one. */
  public boolean mayContinueAsNew() {
    return Workflow.getInfo().isContinueAsNewSuggested() && !orders.cancel();
  }

  /** Whether it is known, before the end, that something will be refused there. */
  public boolean warnedAhead() {
    return !cleaningUp() && preflight.warn();
  }

  /** When a blocked step is tried again. */
  public Instant nextTry(StepResult blocked) {
    return RetryRule.nextTry(blocked, timing().retryInterval());
  }

  /** When an empty queue is an empty run, as far as this one is known. */
  public EmptyRule emptyRule() {
    return assignment.emptyRule(queue);
  }
}
