package org.distributedmonitor.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.starter.text.Tint;

/** The hour without a worker, in sight of the viewer, and what it shows. */
final class Cut {

  private static final Duration LENGTH = Duration.ofHours(1);
  private static final Duration STEP = Duration.ofMinutes(2);
  private static final Duration TO_INTERRUPTION = Duration.ofMinutes(14);

  /** By then whatever fell due is done, and nothing new has fallen due. */
  private static final Duration CATCHING_UP = Duration.ofMinutes(2);

  private static final String LOOK = "ec2:DescribeSpotFleetRequests";
  private static final String SWEEP = "cloudwatch:DescribeAlarms";

  private final Stage stage;
  private final SimulatedRun run;
  private final Monitor monitor;
  private final Telling telling;
  private final Teller teller;

  Cut(Stage stage, SimulatedRun run, Monitor monitor, Telling telling, Teller teller) {
    this.stage = stage;
    this.run = run;
    this.monitor = monitor;
    this.telling = telling;
    this.teller = teller;
  }

  /** Plays the hour. */
  List<Finding> play() {
    MonitorStatus before = monitor.status();
    String execution = monitor.executionId();
    int jobsBefore = run.jobsDone();
    stage.cutOff();
    Instant begun = stage.now();
    part(
        "The worker is cut off from Temporal: laptop closed, network down. For an hour nobody"
            + " watches the run.");
    anHourAlone(begun);

    List<Call> during = stage.region().calls().since(begun);
    boolean kept = monitor.kept();
    tellWhatWentOn(run.jobsDone() - jobsBefore);
    Instant back = stage.now();
    stage.reconnect();
    part("The network is back, and the worker asks Temporal for work.");
    telling.pass(CATCHING_UP);

    boolean same = kept && execution.equals(monitor.executionId()) && remembers(before);
    List<Finding> findings =
        List.of(
            new Finding(
                during.isEmpty(),
                "Cut off: the worker made "
                    + (during.isEmpty() ? "no call" : Counted.of(during.size(), "call"))
                    + " to AWS in that hour."),
            new Finding(same, kept(same, before)),
            caughtUp(back));
    part("What the hour shows");
    findings.forEach(finding -> Findings.tell(teller, finding));
    teller.item(
        "  ",
        "It lowers the fleet only by what it read in the last minutes, so that comes with the next"
            + " look.",
        Tint.NONE);
    teller.page("\n");
    return findings;
  }

  private void part(String headline) {
    teller.headline(Tint.DOUBT, headline);
    teller.page("\n");
  }

  private void anHourAlone(Instant begun) {
    boolean interrupted = false;
    while (stage.now().isBefore(begun.plus(LENGTH))) {
      telling.passAlone(STEP);
      if (!interrupted && stage.now().isAfter(begun.plus(TO_INTERRUPTION))) {
        interrupted = true;
        run.interrupt(2);
      }
    }
  }

  private void tellWhatWentOn(int jobs) {
    teller.say(
        stage.now(),
        "An hour has passed. What went on: the machines did " + Counted.of(jobs, "job") + ".");
    teller.say(
        stage.now(),
        "What did not: nobody lowered the fleet, so AWS replaces machines for which there is"
            + " nothing left to do; nobody swept alarms.");
  }

  private boolean remembers(MonitorStatus before) {
    return telling.status().mostJobsSeen() == before.mostJobsSeen()
        && telling.status().watchedSince().equals(before.watchedSince());
  }

  private static String kept(boolean same, MonitorStatus before) {
    return same
        ? "Nothing is lost: Temporal kept the monitor. It was not started again, and knows that"
            + " there were "
            + before.mostJobsSeen()
            + " jobs."
        : "The monitor is not the one it was.";
  }

  /** A worker that was away for an hour must not come back as a storm. */
  private Finding caughtUp(Instant back) {
    long looks = made(LOOK, back);
    long sweeps = made(SWEEP, back);
    return new Finding(
        looks == 1 && sweeps == 1,
        "What fell due in that hour was made up for at once, and once: "
            + Counted.of(looks, "look at the fleet", "looks at the fleet")
            + ", "
            + Counted.of(sweeps, "sweep of alarms", "sweeps of alarms")
            + ".");
  }

  private long made(String operation, Instant since) {
    return stage.region().calls().since(since).stream()
        .filter(call -> call.operation().equals(operation))
        .count();
  }
}
