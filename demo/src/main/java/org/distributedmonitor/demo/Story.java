package org.distributedmonitor.demo;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.starter.text.ReportText;
import org.distributedmonitor.starter.text.Tint;

/** The plot: a run of a working day, its mishaps, an hour without a worker, its end. */
final class Story {

  private static final String APP = "2026_03_Neurons";
  private static final int JOBS = 400;
  private static final int MACHINES = 30;

  private static final Duration HEAD_START = Duration.ofMinutes(20);

  /** While nothing is decided. */
  private static final Duration STEP = Duration.ofMinutes(2);

  /** A clean-up takes minutes. */
  private static final Duration FINE_STEP = Duration.ofSeconds(15);

  /** Three times what this run takes. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Stage stage;
  private final Teller teller;
  private SimulatedRun run;
  private Telling telling;

  Story(Stage stage, Teller teller) {
    this.stage = stage;
    this.teller = teller;
  }

  /** Whether all went as it should. */
  boolean tell() {
    Neighbour neighbour = neighbour();
    run = stage.region().setUp(ourRun());
    Opening.tell(teller, run.spec(), neighbour);
    Monitor monitor = Monitor.start(stage.client(), run.monitorFileJson());
    telling = new Telling(stage, run, monitor, teller);

    watchUntil(() -> run.jobsLeft().total() <= 330);
    run.interrupt(3);
    watchUntil(() -> run.jobsLeft().total() <= 260);
    run.hangOne();
    watchUntil(() -> run.jobsLeft().total() <= 170);
    run.interrupt(2);
    watchUntil(() -> run.jobsLeft().total() <= 72);
    List<Finding> shown = new Cut(stage, run, monitor, telling, teller).play();
    watchUntil(() -> telling.status().phase() != Phase.WATCHING);
    pass(FINE_STEP, () -> telling.status().phase() == Phase.FINISHED);

    List<Finding> proof = Ending.check(stage, run, monitor.run(), telling);
    List<Finding> beside = neighbour.check();
    MonitorReport report = monitor.report();
    report(report);
    Ending.prove(teller, proof, beside, neighbour);
    boolean well =
        report.verdict() == Verdict.SUCCEEDED
            && Stream.of(shown, proof, beside).flatMap(List::stream).allMatch(Finding::well);
    Ending.tell(teller, well, neighbour);
    return well;
  }

  /** Its set-up is over when ours begins, so that nothing of it has a reason to change. */
  private Neighbour neighbour() {
    SimulatedRun simulated = stage.region().setUp(neighbouringRun());
    stage.pass(Duration.between(stage.now(), Stage.BEGIN.plus(HEAD_START)));
    return new Neighbour(stage.region(), simulated);
  }

  private static RunSpec ourRun() {
    return RunSpec.builder(APP)
        .machines(MACHINES)
        .jobs(JOBS)
        .jobDuration(Duration.ofMinutes(30))
        .visibilityTimeout(Duration.ofHours(1))
        .taskRevisions(2)
        .dashboard(true)
        .autoMonitorAlarms(true)
        .build();
  }

  /** Long enough to be still at it when ours has ended. */
  private static RunSpec neighbouringRun() {
    return RunSpec.builder(APP + "_2")
        .machines(4)
        .jobs(600)
        .jobDuration(Duration.ofMinutes(30))
        .visibilityTimeout(Duration.ofHours(1))
        .dashboard(true)
        .autoMonitorAlarms(true)
        .build();
  }

  private void watchUntil(BooleanSupplier there) {
    pass(STEP, there);
  }

  private void pass(Duration step, BooleanSupplier there) {
    do {
      telling.pass(step);
      if (stage.now().isAfter(Stage.BEGIN.plus(LONGEST))) {
        throw new IllegalStateException(
            "The run did not come to its end; it stands so: " + telling.status());
      }
    } while (!there.getAsBoolean());
  }

  private void report(MonitorReport report) {
    teller.headline(Tint.BOLD, "The report");
    teller.page("\n");
    teller.page(
        ReportText.render(withoutStory(report), ZoneOffset.UTC, teller.width(), teller.color()));
  }

  /** What happened, hour by hour, belongs to the report; here the viewer has just read it. */
  private static MonitorReport withoutStory(MonitorReport of) {
    return new MonitorReport(
        of.verdict(),
        of.run(),
        of.fleetIds(),
        of.account(),
        of.region(),
        of.watchedSince(),
        of.emptyConfirmedAt(),
        of.finishedAt(),
        of.mostJobsSeen(),
        of.cheapest(),
        of.counts(),
        of.failedJobsFile(),
        of.steps(),
        of.leftovers(),
        of.wholeList(),
        of.warnings(),
        List.of());
  }
}
