package org.distributedmonitor.scenarios.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.scenarios.fuzz.Story.MonitorFile;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Starts;
import org.distributedmonitor.testkit.region.Observed;
import org.distributedmonitor.testkit.region.Remains;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;

/** Plays a story with a real monitor, and does what a person would do who reads its status. */
final class StoryPlay {

  private static final Set<Phase> AT_WORK =
      Set.of(Phase.CLEANING_UP, Phase.EXPORTING_LOGS, Phase.VERIFYING, Phase.FINISHED);

  /** By then the run was surveyed, and nothing has been due yet that a stale file puts off. */
  private static final Duration FIRST_LOOKS = Duration.ofMinutes(25);

  /** Longer than any confirmation: now a person is asked. */
  private static final Duration PATIENCE = Duration.ofMinutes(50);

  private static final Duration LONGEST_CLEAN_UP = Duration.ofHours(5);

  private final StoryStage stage;
  private final Story story;
  private final MonitorHarness harness;
  private final SimulatedRegion region;

  /** The second run of the name; null before it is set up, or when there is none. */
  SimulatedRun again;

  /** How the monitor had ended before the name was started again; null while it goes on. */
  private MonitorStatus ended;

  /** How many revisions the family had when the name was set up again. */
  Set<String> oldRevisions = Set.of();

  StoryPlay(StoryStage stage) {
    this.stage = stage;
    this.story = stage.story;
    this.harness = stage.harness;
    this.region = harness.region();
  }

  MonitorStatus status() {
    return ended == null ? harness.status(Story.APP) : ended;
  }

  /** Starts the monitor and lets the first looks pass. */
  MonitorStatus start() {
    if (story.trouble().fromTheStart()) {
      stage.makeTrouble();
    }
    Starts.first(harness, stage.start());
    return passUntil(FIRST_LOOKS, StoryPlay::begun);
  }

  /** The clean-up begins by itself or, if it does not, as a person orders. */
  MonitorStatus cleanUpBegins() {
    if (story.file() == MonitorFile.NEIGHBOURS_FLEET && !begun(status())) {
      Starts.first(harness, stage.rightStart());
    }
    MonitorStatus status = passUntil(PATIENCE, StoryPlay::begun);
    if (!begun(status) && story.file() == MonitorFile.UNKNOWN_FLEET && !story.finishes()) {
      Starts.first(harness, stage.rightStart());
      status = passUntil(PATIENCE, StoryPlay::begun);
    }
    if (!begun(status)) {
      harness.monitor(Story.APP).finishNow();
      status = passUntil(Duration.ofMinutes(5), StoryPlay::begun);
    }
    if (!story.trouble().fromTheStart()) {
      stage.makeTrouble();
    }
    return status;
  }

  /** The name is set up again, if the story has it, and the monitor comes to rest. */
  MonitorStatus comesToRest() {
    if (story.again() != null) {
      harness.pass(Duration.ofMinutes(story.again().minutes()));
      oldRevisions = new Remains(region, stage.run).revisions();
      again = setUpAgain();
      if (story.again().started()) {
        MonitorWorkflow older = harness.present(Story.APP);
        Starts.name(harness, harness.request(again));
        // It may have ended in this moment, and the newer run's then goes by its name.
        ended = Ending.ended(older.status()) ? older.status() : null;
      }
      harness.pass(Duration.ofMinutes(15));
    }
    return rest();
  }

  /** SQS makes no queue of a name for a minute after it has deleted one of that name. */
  private SimulatedRun setUpAgain() {
    try {
      return region.setUp(StoryTeller.again(story.run()));
    } catch (QueueDeletedRecentlyException tooSoon) {
      harness.pass(Duration.ofSeconds(61));
      return region.setUp(StoryTeller.again(story.run()));
    }
  }

  /** Until it has ended, or says that only a person can put right what is left. */
  MonitorStatus rest() {
    MonitorStatus status = passUntil(LONGEST_CLEAN_UP, StoryPlay::atRest);
    if (backToWatching(status) && again == null) {
      harness.monitor(Story.APP).finishNow();
      passUntil(Duration.ofMinutes(5), StoryPlay::begun);
      status = passUntil(LONGEST_CLEAN_UP, StoryPlay::atRest);
    }
    return status;
  }

  /** Everything is allowed and put right that only a person can; the monitor tries again. */
  MonitorStatus isPutRight() {
    region.faults().allow(story.trouble().operation());
    stage.letBucketTakeLogs();
    Remains left = new Remains(region, stage.run);
    left.fleets().stream()
        .filter(fleet -> !stage.kept.has(Kind.FLEET, fleet))
        .forEach(this::endByHand);
    left.volumes().stream()
        .filter(volume -> !stage.kept.has(Kind.VOLUME, volume))
        .forEach(volume -> region.ec2().deleteVolume(b -> b.volumeId(volume)));
    harness.pass(Duration.ofMinutes(3));
    if (!Ending.ended(status())) {
      harness.monitor(Story.APP).retryBlocked();
      harness.pass(Duration.ofMinutes(1));
    }
    return rest();
  }

  private void endByHand(String fleet) {
    region
        .ec2()
        .cancelSpotFleetRequests(b -> b.spotFleetRequestIds(fleet).terminateInstances(false));
    for (SimulatedMachine machine : Observed.alive(stage.run)) {
      if (machine.fleetId().equals(fleet) && !stage.kept.has(Kind.MACHINE, machine.id())) {
        region.ec2().terminateInstances(b -> b.instanceIds(machine.id()));
      }
    }
  }

  static boolean begun(MonitorStatus status) {
    return AT_WORK.contains(status.phase()) || !status.steps().isEmpty();
  }

  static boolean backToWatching(MonitorStatus status) {
    return !begun(status);
  }

  private static boolean atRest(MonitorStatus status) {
    return Ending.ended(status)
        || status.phase() == Phase.NEEDS_ATTENTION
        || backToWatching(status);
  }

  private MonitorStatus passUntil(Duration limit, Predicate<MonitorStatus> wanted) {
    Instant end = harness.now().plus(limit);
    MonitorStatus status = status();
    while (!wanted.test(status) && harness.now().isBefore(end)) {
      harness.pass(Duration.ofMinutes(1));
      status = status();
    }
    return status;
  }
}
