package org.distributedmonitor.scenarios.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.distributedmonitor.scenarios.fuzz.Story.Again;
import org.distributedmonitor.scenarios.fuzz.Story.Deed;
import org.distributedmonitor.scenarios.fuzz.Story.Keep;
import org.distributedmonitor.scenarios.fuzz.Story.MonitorFile;
import org.distributedmonitor.scenarios.fuzz.Story.Trouble;
import org.distributedmonitor.simulator.RunSpec;

/** Makes up a story from a seed: the same seed tells the same story. */
final class StoryTeller {

  /** Longer than any play, so that whoever has such jobs is at work all the time. */
  static final Duration FOR_EVER = Duration.ofDays(9);

  private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

  private final Random random;
  private final List<String> operations;

  private StoryTeller(long seed, List<String> operations) {
    this.random = new Random(seed * 7919 + 17);
    this.operations = operations;
  }

  /**
   * Tells a story.
   *
   * @param operations those that a run's monitor calls
   */
  static Story tell(long seed, List<String> operations) {
    return new StoryTeller(seed, operations).tell(seed);
  }

  private Story tell(long seed) {
    RunSpec run = run();
    List<RunSpec> neighbours = neighbours(run);
    List<Deed> deeds = deeds(run);
    return new Story(
        seed,
        run,
        neighbours,
        !neighbours.isEmpty() && chance(30),
        Duration.ofMinutes(random.nextInt(35)),
        deeds,
        deeds.stream().filter(deed -> chance(50)).toList(),
        file(neighbours),
        trouble(),
        chance(30) ? new Again(random.nextInt(45), chance(50)) : null,
        chance(50),
        keeps(),
        chance(25) ? 1 + random.nextInt(2) : 0);
  }

  private RunSpec run() {
    int machines = random.nextInt(7);
    boolean endless = chance(25);
    boolean closedBucket = chance(8);
    return RunSpec.builder(Story.APP)
        .cluster(oneOf(Story.APP, Story.APP, "default", "Shared"))
        .machines(machines)
        .weight(chance(20) ? 1 + random.nextInt(4) : 1)
        .onDemandMachines(machines > 0 && chance(20) ? 1 : 0)
        .maintain(!chance(15))
        .strandedMachines(chance(20) ? Math.min(machines, 1) : 0)
        .userDataShown(!chance(20))
        .jobs(chance(15) ? 0 : 1 + random.nextInt(8))
        .jobDuration(endless ? FOR_EVER : Duration.ofMinutes(1 + random.nextInt(4)))
        .visibilityTimeout(endless ? LONGEST_VISIBILITY : Duration.ofMinutes(chance(20) ? 2 : 20))
        .failingJobs(chance(25) ? 1 + random.nextInt(2) : 0)
        .maxReceiveCount(1 + random.nextInt(3))
        .taskRevisions(1 + random.nextInt(4))
        .dashboard(chance(60))
        .cleanDashboard(chance(50))
        .autoMonitorAlarms(chance(50))
        .deadMachinesWithAlarms(chance(5) ? 105 : random.nextInt(4))
        .bucket(closedBucket ? "closed-bucket" : "simulated-bucket")
        .bucketAllowsLogExports(!closedBucket)
        .build();
  }

  /** The second run of a name: it is at work all the time, and has everything that a run has. */
  static RunSpec again(RunSpec first) {
    return RunSpec.builder(first.app())
        .cluster(first.cluster())
        .bucket(first.bucket())
        .machines(3)
        .jobs(20)
        .jobDuration(FOR_EVER)
        .visibilityTimeout(first.visibilityTimeout())
        .maxReceiveCount(first.maxReceiveCount())
        .dashboard(true)
        .autoMonitorAlarms(true)
        .build();
  }

  private List<RunSpec> neighbours(RunSpec run) {
    List<RunSpec> neighbours = new ArrayList<>();
    for (String app : List.of(Story.APP + "_2", Story.APP.substring(0, 3))) {
      if (chance(60)) {
        int machines = 1 + random.nextInt(3);
        neighbours.add(
            RunSpec.builder(app)
                .cluster(oneOf(app, "default", run.cluster()))
                .machines(machines)
                .jobs(machines)
                .jobDuration(FOR_EVER)
                .visibilityTimeout(LONGEST_VISIBILITY)
                .dashboard(chance(50))
                .autoMonitorAlarms(chance(50))
                .deadMachinesWithAlarms(random.nextInt(3))
                .build());
      }
    }
    return neighbours;
  }

  private List<Deed> deeds(RunSpec run) {
    List<Deed> deeds = new ArrayList<>();
    some(deeds, 60, Deed.DRAIN, Deed.PURGE, Deed.DELETE_QUEUE);
    some(deeds, 40, Deed.STOP_SERVICE, Deed.DELETE_SERVICE);
    some(deeds, 40, Deed.CANCEL_FLEET, Deed.CANCEL_FLEET_ONLY, Deed.RAISE_FLEET, Deed.LOWER_FLEET);
    some(deeds, 15, Deed.ANOTHER_FLEET, Deed.UNKNOWN_FLEET);
    some(deeds, 30, Deed.DELETE_SOME_ALARMS, Deed.DELETE_ALARMS);
    some(deeds, 20, Deed.DELETE_JOB_LOGS);
    some(deeds, 20, Deed.DELETE_MACHINE_LOGS);
    some(deeds, 20, Deed.DEREGISTER_NEWEST, Deed.DEREGISTER_ALL);
    some(deeds, 20, Deed.DELETE_DASHBOARD);
    some(deeds, 30, Deed.DELETE_CLUSTER);
    if (!run.maintain()) {
      deeds.removeAll(List.of(Deed.RAISE_FLEET, Deed.LOWER_FLEET));
    }
    return deeds;
  }

  /** Nothing in most stories, a few things in some. */
  private List<Keep> keeps() {
    int percent = oneOf(0, 0, 20, 50);
    return Stream.of(Keep.values()).filter(keep -> chance(percent)).toList();
  }

  private void some(List<Deed> deeds, int percent, Deed... choices) {
    Deed chosen = oneOf(choices);
    if (chance(percent)) {
      deeds.add(chosen);
    }
  }

  private MonitorFile file(List<RunSpec> neighbours) {
    MonitorFile wrong =
        oneOf(MonitorFile.UNKNOWN_FLEET, MonitorFile.NEIGHBOURS_FLEET, MonitorFile.OLDER_START);
    boolean possible = wrong != MonitorFile.NEIGHBOURS_FLEET || !neighbours.isEmpty();
    return chance(35) && possible ? wrong : MonitorFile.RIGHT;
  }

  private Trouble trouble() {
    Trouble.Kind kind =
        oneOf(
            Trouble.Kind.NONE,
            Trouble.Kind.REFUSED,
            Trouble.Kind.REFUSED,
            Trouble.Kind.REFUSED,
            Trouble.Kind.REFUSED,
            Trouble.Kind.THROTTLED,
            Trouble.Kind.ANSWER_LOST);
    String operation = operations.get(random.nextInt(operations.size()));
    return new Trouble(kind, operation, 1 + random.nextInt(4), chance(60));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  @SafeVarargs
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
