package org.distributedmonitor.workflow;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
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
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.run.MonitorRequest;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.RunSurvey;
import org.distributedmonitor.run.Timing;

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

  Run run;
  Timing timing = Timing.standard();
  int jobsPerMachine = 1;
  String startId = "";
  Instant watchedSince;
  String successor = "";

  /** The fleets that starts of the newer run have brought. */
  List<String> newerFleetIds = new ArrayList<>();

  Phase phase = Phase.WATCHING;
  Instant phaseSince;

  QueueMemory queue = new QueueMemory();
  List<FleetRecord> fleets = new ArrayList<>();

  /** Fleets of others that hide whose they are; a machine of each was asked once. */
  List<String> strangers = new ArrayList<>();

  int machines = -1;

  /** The machines that somebody protects by a tag, as the newest look at their tags found them. */
  List<ProtectedMachines> protectedMachines = new ArrayList<>();

  boolean cheapest;
  RunSurvey survey;

  /** A fleet was handed over that nobody has looked at yet: it may be another run's. */
  boolean fleetUnseen = true;

  /**
   * In this execution a cancellation was asked for. The SDK would close it as cancelled instead of
   * continuing as new, and nobody would go on; so it does not continue, but ends as soon as it may.
   * Not carried.
   */
  transient boolean cancellationAsked;

  /** What nothing is heard of in this execution; the next one begins everything anew. */
  transient Silence silence = new Silence();

  /** When to look again what of the run there is; null when nothing asks for it. */
  Instant nextSurvey;

  int surveys;

  /** Why the run could never be surveyed yet; null before several tries, and when it could. */
  Problem unsurveyed;

  /** What will be refused at the end of the run; null until it was asked. */
  Preflight preflight;

  /** When to ask (again) what will be refused; null when nothing asks for it. */
  Instant nextPreflight;

  /** Cheapest mode is not tried again before this; null when it has not failed. */
  Instant cheapestNotBefore;

  Instant nextScaleDown;

  /** No job waits any more, and the fleets have not been looked at for that yet. */
  boolean nothingWaits;

  /** When the fleets were last looked at; null before the first look. */
  Instant lookedAt;

  /** When alarms were last swept; null before the first sweep. */
  Instant sweptAt;

  /** The newest look at the fleets had too few readings of the queue to lower by. */
  boolean lookedUnread;

  Instant nextSweep;

  Orders orders = new Orders();
  Journal journal = new Journal();

  FrozenRun frozen;

  /** The clean-up was ordered before anybody could look at the queue. */
  boolean queueUnread;

  int formerTasks = -1;
  Instant exportUntil;

  /** How long after the first export the logs are exported once more; null for not at all. */
  Duration secondExport;

  /** The end of the second export, fixed when it begins; null before. */
  Instant secondExportUntil;

  String failedJobsFile = "";
  EnumMap<Step, StepResult> steps = new EnumMap<>(Step.class);
  List<Leftover> leftovers = new ArrayList<>();

  /** The file in which all that is left is named. */
  WholeList wholeList = WholeList.none();

  /** Since when something of a kind is left. */
  List<LeftSince> leftSince = new ArrayList<>();

  /** When it is looked again whether anything is left; null while nothing waits for that. */
  Instant nextLook;

  RunState() {}

  static RunState begin(MonitorRequest request, Instant now) {
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

  boolean cleaningUp() {
    return frozen != null;
  }

  boolean knowsFleet(String fleetId) {
    return fleets.stream().anyMatch(fleet -> fleet.fleetId().equals(fleetId));
  }

  List<String> fleetIds() {
    return fleets.stream().map(FleetRecord::fleetId).toList();
  }

  /** The fleets that the monitor may act on. */
  List<String> actableFleetIds() {
    return fleets.stream().filter(FleetRecord::actable).map(FleetRecord::fleetId).toList();
  }

  /** The fleets that the monitor may change while it watches. */
  List<String> changeableFleetIds() {
    return fleets.stream().filter(FleetRecord::changeable).map(FleetRecord::fleetId).toList();
  }

  /** The fleets that need not be asked whose they are when others of the run are looked for. */
  List<String> otherFleetIds() {
    return Stream.concat(
            strangers.stream(),
            fleets.stream().filter(fleet -> !fleet.changeable()).map(FleetRecord::fleetId))
        .toList();
  }

  /** The fleets that a clean-up cancels. */
  List<String> fleetsToCancel() {
    return fleets.stream()
        .filter(FleetRecord::actable)
        .filter(fleet -> !fleet.protectedByTag())
        .map(FleetRecord::fleetId)
        .toList();
  }

  /** The fleets and machines that a clean-up leaves, as somebody protects them by a tag. */
  Kept keptByTag() {
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

  void replaceFleet(FleetRecord changed) {
    fleets.replaceAll(old -> old.fleetId().equals(changed.fleetId()) ? changed : old);
  }

  FleetRecord fleet(String fleetId) {
    return fleets.stream().filter(f -> f.fleetId().equals(fleetId)).findFirst().orElseThrow();
  }

  /** Fixes what belongs to the run: whatever is born later is a newer run's. */
  void freeze(Instant now, boolean queueTrusted) {
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
  void thaw(Instant now) {
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
  void ended(Step step, StepOutcome outcome, Instant now, boolean fault) {
    StepResult before = steps.get(step);
    steps.put(
        step,
        before == null
            ? StepResult.first(step, outcome, now, fault)
            : before.then(outcome, now, fault));
  }

  /** This is left of the run, as of now. */
  void leftAre(List<Leftover> now, Instant when) {
    leftovers = new ArrayList<>(now);
    leftSince =
        now.stream()
            .map(Leftover::kind)
            .distinct()
            .map(kind -> new LeftSince(kind, leftSince(kind, when)))
            .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Since when something of this kind is left; if nothing was, this. */
  Instant leftSince(Leftover.Kind kind, Instant otherwise) {
    return leftSince.stream()
        .filter(left -> left.kind() == kind)
        .findFirst()
        .map(LeftSince::since)
        .orElse(otherwise);
  }

  /** Whether this execution has become long and may be followed by a new one. */
  boolean mayContinueAsNew() {
    return Workflow.getInfo().isContinueAsNewSuggested() && !cancellationAsked;
  }

  /** When the logs are to be exported once more; null when they are not, or not any more. */
  Instant secondExportAt() {
    boolean ahead = secondExport != null && exportUntil != null && secondExportUntil == null;
    return ahead ? exportUntil.plus(secondExport) : null;
  }

  /** Whether it is known that something will be refused at the end. */
  boolean warnedAhead() {
    return !cleaningUp() && preflight != null && !preflight.findings().isEmpty();
  }

  boolean blocked(Step step) {
    return steps.containsKey(step) && steps.get(step).outcome().blocked();
  }
}
