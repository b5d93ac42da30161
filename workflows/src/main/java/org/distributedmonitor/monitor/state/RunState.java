package org.distributedmonitor.monitor.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.Kept;
import org.distributedmonitor.cleanup.LeftSince;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.cleanup.WholeList;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.ProtectedMachines;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.policy.RetryRule;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.survey.RunSurvey;
import org.distributedmonitor.temporal.Payloads;

/**
 * Everything a monitor knows: the one thing that changes in the workflow, and what it carries when
 * it continues as new. Points in time are absolute, so nothing is lost by being carried.
 *
 * <p>A field that an older version did not write keeps the value given here.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class RunState {

  /** By then the first look at the queue has told which dead-letter queue it has. */
  private static final Duration QUEUE_IS_READ = Duration.ofSeconds(20);

  public Run run;
  public Timing timing = Timing.standard();
  public int jobsPerMachine = 1;
  public String startId = "";
  public Instant watchedSince;
  public String successor = "";

  /** The fleets that starts of the newer run have brought. */
  public List<String> newerFleetIds = new ArrayList<>();

  public Phase phase = Phase.WATCHING;
  public Instant phaseSince;

  public QueueMemory queue = new QueueMemory();
  public List<FleetRecord> fleets = new ArrayList<>();

  /** Fleets of others that hide whose they are; a machine of each was asked once. */
  public List<String> strangers = new ArrayList<>();

  public int machines = -1;

  /** The machines that somebody protects by a tag, as the newest look at their tags found them. */
  List<ProtectedMachines> protectedMachines = new ArrayList<>();

  public boolean cheapest;
  public RunSurvey survey;

  /** A fleet was handed over that nobody has looked at yet: it may be another run's. */
  public boolean fleetUnseen = true;

  /**
   * In this execution a cancellation was asked for. The SDK would close it as cancelled instead of
   * continuing as new, and nobody would go on; so it does not continue, but ends as soon as it may.
   * Not carried.
   */
  public transient boolean cancellationAsked;

  /** What nothing is heard of in this execution; the next one begins everything anew. */
  public transient Silence silence = new Silence();

  /** When to look again what of the run there is; null when nothing asks for it. */
  public Instant nextSurvey;

  public int surveys;

  /** Why the run could never be surveyed yet; null before several tries, and when it could. */
  public Problem unsurveyed;

  /** What will be refused at the end of the run; null until it was asked. */
  public Preflight preflight;

  /** When to ask (again) what will be refused; null when nothing asks for it. */
  public Instant nextPreflight;

  /** Cheapest mode is not tried again before this; null when it has not failed. */
  public Instant cheapestNotBefore;

  public Instant nextScaleDown;

  /** No job waits any more, and the fleets have not been looked at for that yet. */
  public boolean nothingWaits;

  /** When the fleets were last looked at; null before the first look. */
  public Instant lookedAt;

  /** When alarms were last swept; null before the first sweep. */
  public Instant sweptAt;

  /** The newest look at the fleets had too few readings of the queue to lower by. */
  public boolean lookedUnread;

  public Instant nextSweep;

  public Orders orders = new Orders();
  public Journal journal = new Journal();

  public FrozenRun frozen;

  /** The clean-up was ordered before anybody could look at the queue. */
  public boolean queueUnread;

  public int formerTasks = -1;
  public Instant exportUntil;

  /** How long after the first export the logs are exported once more; null for not at all. */
  public Duration secondExport;

  /** The end of the second export, fixed when it begins; null before. */
  public Instant secondExportUntil;

  public String failedJobsFile = "";
  public EnumMap<Step, StepResult> steps = new EnumMap<>(Step.class);
  public List<Leftover> leftovers = new ArrayList<>();

  /** The file in which all that is left is named. */
  public WholeList wholeList = WholeList.none();

  /** Since when something of a kind is left. */
  List<LeftSince> leftSince = new ArrayList<>();

  /** When it is looked again whether anything is left; null while nothing waits for that. */
  public Instant nextLook;

  RunState() {}

  /** The state that was carried over; at the start of a monitor a new one. */
  public static RunState of(MonitorRequest request, Instant now) {
    return request.carried() == null
        ? begin(request, now)
        : Payloads.mapper().convertValue(request.carried(), RunState.class);
  }

  /** What {@link #of} reads again. */
  public JsonNode carried() {
    return Payloads.mapper().valueToTree(this);
  }

  private static RunState begin(MonitorRequest request, Instant now) {
    RunState state = new RunState();
    state.run = request.run();
    state.timing = request.timing();
    state.jobsPerMachine = request.jobsPerMachine();
    state.startId = request.startId();
    state.watchedSince = now;
    state.phaseSince = now;
    state.cheapest = request.cheapest();
    state.secondExport = request.secondExport();
    state.nextSurvey = now;
    state.nextPreflight = now.plus(QUEUE_IS_READ);
    state.nextScaleDown = now.plus(request.timing().scaleDownInterval());
    state.nextSweep = now.plus(request.timing().alarmSweepInterval());
    request.fleetIds().stream().distinct().forEach(id -> state.fleets.add(FleetRecord.of(id, now)));
    state.journal.note(now, "Began to watch the run.");
    return state;
  }

  public boolean cleaningUp() {
    return frozen != null;
  }

  public boolean knowsFleet(String fleetId) {
    return fleets.stream().anyMatch(fleet -> fleet.fleetId().equals(fleetId));
  }

  public List<String> fleetIds() {
    return fleets.stream().map(FleetRecord::fleetId).toList();
  }

  /** The fleets that the monitor may act on. */
  public List<String> actableFleetIds() {
    return fleets.stream().filter(FleetRecord::actable).map(FleetRecord::fleetId).toList();
  }

  /** The fleets that the monitor may change while it watches. */
  public List<String> changeableFleetIds() {
    return fleets.stream().filter(FleetRecord::changeable).map(FleetRecord::fleetId).toList();
  }

  /** The fleets that need not be asked whose they are when others of the run are looked for. */
  public List<String> otherFleetIds() {
    return Stream.concat(
            strangers.stream(),
            fleets.stream().filter(fleet -> !fleet.changeable()).map(FleetRecord::fleetId))
        .toList();
  }

  /** The fleets that a clean-up cancels. */
  public List<String> fleetsToCancel() {
    return fleets.stream()
        .filter(FleetRecord::actable)
        .filter(fleet -> !fleet.protectedByTag())
        .map(FleetRecord::fleetId)
        .toList();
  }

  /** The fleets and machines that a clean-up leaves, as somebody protects them by a tag. */
  public Kept keptByTag() {
    List<String> stay =
        fleets.stream()
            .filter(FleetRecord::actable)
            .filter(FleetRecord::protectedByTag)
            .map(FleetRecord::fleetId)
            .toList();
    List<String> cancelled = fleetsToCancel();
    return new Kept(
        stay,
        protectedMachines.stream()
            .filter(machines -> cancelled.contains(machines.fleetId()))
            .toList());
  }

  public void replaceFleet(FleetRecord changed) {
    fleets.replaceAll(old -> old.fleetId().equals(changed.fleetId()) ? changed : old);
  }

  public FleetRecord fleet(String fleetId) {
    return fleets.stream().filter(f -> f.fleetId().equals(fleetId)).findFirst().orElseThrow();
  }

  /** Fixes what belongs to the run: whatever is born later is a newer run's. */
  public void freeze(Instant now, boolean queueTrusted) {
    queueUnread = queueTrusted && !queue.everFound() && queue.newest.unread();
    frozen =
        new FrozenRun(
            now,
            queueTrusted ? queue.facts : null,
            fleetsToCancel(),
            survey == null ? null : survey.serviceCreatedAt(),
            orders.finish,
            keptByTag());
  }

  /** Jobs came back: nothing is frozen any more. */
  public void thaw(Instant now) {
    frozen = null;
    steps.clear();
    leftAre(List.of(), now);
    wholeList = WholeList.none();
    nextSurvey = now;
    queue.lookAfresh();
  }

  /**
   * A step has come to something.
   *
   * @param fault whether a fault of this program kept it from being done
   */
  public void ended(Step step, StepOutcome outcome, Instant now, boolean fault) {
    StepResult before = steps.get(step);
    steps.put(
        step,
        before == null
            ? StepResult.first(step, outcome, now, fault)
            : before.then(outcome, now, fault));
  }

  /** This is left of the run, as of now. */
  public void leftAre(List<Leftover> now, Instant when) {
    leftovers = new ArrayList<>(now);
    leftSince =
        now.stream()
            .map(Leftover::kind)
            .distinct()
            .map(kind -> new LeftSince(kind, leftSince(kind, when)))
            .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Since when something of this kind is left; if nothing was, this. */
  public Instant leftSince(Leftover.Kind kind, Instant otherwise) {
    return leftSince.stream()
        .filter(left -> left.kind() == kind)
        .findFirst()
        .map(LeftSince::since)
        .orElse(otherwise);
  }

  /** Whether this execution has become long and may be followed by a new one. */
  public boolean mayContinueAsNew() {
    return Workflow.getInfo().isContinueAsNewSuggested() && !cancellationAsked;
  }

  /** When the logs are to be exported once more; null when they are not, or not any more. */
  public Instant secondExportAt() {
    boolean ahead = secondExport != null && exportUntil != null && secondExportUntil == null;
    return ahead ? exportUntil.plus(secondExport) : null;
  }

  /** Whether it is known that something will be refused at the end. */
  public boolean warnedAhead() {
    return !cleaningUp() && preflight != null && !preflight.findings().isEmpty();
  }

  /** When a blocked step is tried again. */
  public Instant nextTry(StepResult blocked) {
    return RetryRule.nextTry(blocked, timing.retryInterval());
  }

  /** When an empty queue is an empty run, as far as this one is known. */
  public EmptyRule emptyRule() {
    return new EmptyRule(
        timing, queue.jobSeen, run.startTime(), watchedSince, queue.deadLettersGrewAt);
  }

  public boolean blocked(Step step) {
    return steps.containsKey(step) && steps.get(step).outcome().blocked();
  }
}
