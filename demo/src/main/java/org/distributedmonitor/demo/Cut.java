package org.distributedmonitor.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.run.MonitorStatus;
import org.distributedmonitor.simulator.Call;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.starter.text.Tint;

/** The hour without a worker, in sight of the viewer, and what it shows. */
final class Cut {

  private static final Duration LENGTH = Duration.ofHours(1);
  private static final Duration STEP = Duration.ofMinutes(2);
  private static final Duration TO_INTERRUPTION = Duration.ofMinutes(14);

  /** By then whatever fell due is done. */
  private static final Duration CATCHING_UP = Duration.ofMinutes(2);

  private static final String LOWER = "ec2:ModifySpotFleetRequest";

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
    teller.headline(
        Tint.DOUBT,
        "The worker is cut off from Temporal: laptop closed, network down. For an hour nobody"
            + " watches the run.");
    anHourAlone(begun);

    List<Call> during = stage.region().calls().since(begun);
    boolean kept = monitor.kept();
    tellWhatWentOn(run.jobsDone() - jobsBefore, during);
    Instant back = stage.now();
    stage.reconnect();
    teller.headline(Tint.DOUBT, "The network is back, and the worker asks Temporal for work.");
    telling.pass(CATCHING_UP);

    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding(
            during.isEmpty(),
            "While it was cut off, the worker called AWS " + times(during.size())));
    findings.add(
        new Finding(
            kept
                && execution.equals(monitor.executionId())
                && telling.status().mostJobsSeen() == before.mostJobsSeen()
                && telling.status().watchedSince().equals(before.watchedSince()),
            "The monitor is the one it was: it has watched since the start and still knows of "
                + before.mostJobsSeen()
                + " jobs. Temporal kept it; no worker had to."));
    long lowered = stage.region().calls().since(back).stream().filter(Cut::lowers).count();
    findings.add(
        new Finding(
            lowered <= 1,
            "Six looks at the fleet had fallen due; it looked once, at once, and lowered the fleet "
                + times(lowered)));
    teller.headline(Tint.DOUBT, "What the hour shows");
    findings.forEach(finding -> Findings.tell(teller, finding));
    teller.page("\n");
    return findings;
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

  private void tellWhatWentOn(int jobs, List<Call> calls) {
    teller.say(
        stage.now(),
        "An hour has passed. The machines went on without us: "
            + Counted.of(jobs, "job")
            + " done, "
            + Counted.of(telling.machines(), "machine")
            + " running.");
    teller.say(
        stage.now(),
        "Nobody lowered the fleet, so AWS replaced machines that had run out of jobs;"
            + " nobody swept alarms. Calls to AWS: "
            + calls.size()
            + ".");
  }

  private static boolean lowers(Call call) {
    return call.operation().equals(LOWER);
  }

  private static String times(long count) {
    return count == 0 ? "not once." : count == 1 ? "once." : count + " times.";
  }
}
