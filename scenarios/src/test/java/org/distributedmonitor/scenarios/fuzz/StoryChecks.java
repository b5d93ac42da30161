package org.distributedmonitor.scenarios.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.scenarios.fuzz.Story.Deed;
import org.distributedmonitor.scenarios.fuzz.Story.MonitorFile;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.region.Observed;
import org.distributedmonitor.testkit.region.Remains;

/** What has to hold in every story, found out past the monitor. */
final class StoryChecks {

  private final StoryStage stage;
  private final Story story;
  private final SimulatedRegion region;
  private final StoryLeft left;
  private final Map<SimulatedRun, String> standing = new TreeMap<>(this::byName);
  private final List<String> logGroups;
  private final boolean dashboard;

  StoryChecks(StoryStage stage) {
    this.stage = stage;
    this.story = stage.story;
    this.region = stage.harness.region();
    this.left = new StoryLeft(stage);
    stage.neighbours.forEach(it -> standing.put(it, Remains.standing(region, it)));
    Remains before = new Remains(region, stage.run);
    logGroups = before.logGroups();
    dashboard = !before.dashboard().isEmpty();
  }

  private int byName(SimulatedRun one, SimulatedRun other) {
    return one.spec().app().compareTo(other.spec().app());
  }

  void aStaleFileHasDoneNoHarm(MonitorStatus status) {
    if (story.file() == MonitorFile.NEIGHBOURS_FLEET && !StoryPlay.begun(status)) {
      assertThat(status.phase())
          .as("phase with a neighbour's fleet")
          .isEqualTo(Phase.NEEDS_ATTENTION);
      assertThat(status.problems()).as("problems").isNotEmpty();
      assertThat(changes()).as("changes with a neighbour's fleet").isEmpty();
    }
  }

  void neighboursAreWhole() {
    standing.forEach(
        (neighbour, before) ->
            assertThat(Remains.standing(region, neighbour))
                .as("the neighbour " + neighbour.spec().app())
                .isEqualTo(before));
    Set<String> theirs = new TreeSet<>();
    standing.keySet().forEach(it -> theirs.addAll(Remains.namesOf(it)));
    if (!stage.borrowedAlarm().isEmpty()) {
      theirs.add(stage.borrowedAlarm());
      assertThat(new Remains(region, stage.run).alarms()).contains(stage.borrowedAlarm());
    }
    for (Call call : changes()) {
      for (String resource : call.resources()) {
        String name = resource.substring(resource.lastIndexOf('/') + 1).replaceAll(":\\d+$", "");
        assertThat(theirs).as("what " + call + " names").doesNotContain(name);
      }
    }
  }

  void onlyTheConcernedIsBlocked(MonitorStatus status) {
    String operation = story.trouble().operation();
    String named = operation.substring(operation.indexOf(':') + 1);
    for (StepResult result : status.steps()) {
      String detail = result.outcome().detail();
      boolean closed = story.run().bucket().startsWith("closed") && detail.contains("bucket");
      boolean runsOn = story.did(Deed.CANCEL_FLEET_ONLY) && detail.contains("run on");
      boolean refused = story.trouble().refuses() && detail.contains(named);
      if (result.outcome().blocked() && !closed && !runsOn) {
        assertThat(refused).as(result + " is blocked by what is refused").isTrue();
      }
      if (result.outcome().blocked()) {
        assertThat(result.outcome().remedy()).as("remedy of " + result).isNotEmpty();
      }
    }
  }

  /** By its name, or that nobody could look where it is; before a clean-up, that it is amiss. */
  void everythingLeftIsNamed(MonitorStatus status, StoryPlay play) {
    if (StoryPlay.backToWatching(status)) {
      assertThat(status.problems()).as("problems of " + status).isNotEmpty();
      return;
    }
    // Of a kind of which there are very many the first are named; the file in the bucket has all.
    BiPredicate<Kind, String> cut =
        (kind, name) ->
            status.leftovers().stream().anyMatch(it -> it.kind() == kind && !it.allNamed());
    assertThat(
            left.where(
                play, (kind, name) -> !left.named(status, kind, name) && !cut.test(kind, name)))
        .as("left and not named by " + status.leftovers() + status.steps())
        .isEmpty();
    BiPredicate<Kind, String> stays =
        (kind, name) -> stage.kept.byOrder(kind, name) || left.unclear(status, kind, name);
    if (!left.where(play, stays.negate()).isEmpty()) {
      assertThat(status.verdict()).isNotIn(Verdict.SUCCEEDED, Verdict.SUCCEEDED_WITH_FAILED_JOBS);
    }
  }

  /** What is left nobody may remove, or a person has to, or wants it to stay. */
  void everythingPermittedIsGone(MonitorStatus status, StoryPlay play) {
    if (StoryPlay.begun(status)) {
      assertThat(left.where(play, (kind, name) -> !left.excused(status, kind, name)))
          .as("left though nothing kept the monitor from removing it, by " + status.steps())
          .isEmpty();
    }
  }

  /** It stays as it was, and the report tells it apart from what ought to go. */
  void theProtectedStays(MonitorStatus status, StoryPlay play) {
    stage.kept.isUntouched(play);
    stage.kept.isToldApart(status, left.all(play));
  }

  void theNewerRunIsWhole(StoryPlay play) {
    if (play.again == null) {
      return;
    }
    SimulatedRun newer = play.again;
    Remains now = new Remains(region, newer);
    assertThat(Remains.state(region, newer.fleetId())).as("the newer fleet").isEqualTo("active");
    assertThat(newer.jobsLeft().total()).as("the newer run's jobs").isGreaterThanOrEqualTo(20);
    assertThat(now.service()).as("the newer service").isNotEmpty();
    assertThat(region.dump((newer.spec().app() + "Service")::equals))
        .as("the newer service's tasks")
        .contains("ACTIVE 3 ");
    assertThat(now.clusterThere()).as("the newer cluster").isNotEmpty();
    assertThat(now.dashboard()).as("the newer dashboard").isNotEmpty();
    assertThat(now.revisions())
        .as("the newer revision")
        .anyMatch(it -> !play.oldRevisions.contains(it));
    Set<String> alarms = now.alarms();
    assertThat(alarms).as("alarms on the queue").anyMatch(it -> it.contains("MessagesVisible"));
    for (SimulatedMachine machine : Observed.alive(newer)) {
      if (!machine.name().isEmpty()) {
        assertThat(alarms).as("alarms").contains(newer.spec().app() + "_" + machine.id());
      }
    }
    assertThat(changes())
        .as("changes")
        .noneMatch(call -> call.resources().contains(newer.fleetId()));
  }

  void everythingIsGone(MonitorStatus end, StoryPlay play) {
    if (play.again != null && StoryPlay.backToWatching(end)) {
      return;
    }
    assertThat(end.phase()).as("the end of " + end).isEqualTo(Phase.FINISHED);
    assertThat(left.where(play, (kind, name) -> !stage.kept.byOrder(kind, name)))
        .as("left of the run")
        .isEmpty();
    assertThat(left.where(play, (kind, name) -> !left.named(end, kind, name)))
        .as("kept, unnamed")
        .isEmpty();
    assertThat(end.leftovers()).as("told to be left").allMatch(Leftover::kept);
    assertThat(end.verdict()).isIn(Verdict.SUCCEEDED, Verdict.SUCCEEDED_WITH_FAILED_JOBS);
    assertThat(end.steps()).extracting(StepResult::step).contains(Step.WRITE_REPORT);
    Remains now = new Remains(region, stage.run);
    assertThat(now.logGroups()).as("log groups").containsAll(logGroups);
    assertThat(now.queueThere(story.run().deadLetterQueue())).as("dead-letter queue").isTrue();
    if (story.run().cluster().equals("default")) {
      assertThat(now.clusterThere()).as("cluster").isNotEmpty();
    }
    if (dashboard && !story.run().cleanDashboard()) {
      assertThat(now.dashboard()).as("dashboard").isNotEmpty();
    }
  }

  private List<Call> changes() {
    return region.calls().mutating();
  }
}
