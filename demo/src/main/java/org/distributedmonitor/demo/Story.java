package org.distributedmonitor.demo;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.distributedmonitor.run.MonitorReport;
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
    run = stage.region().setUp(ourRun());
    Neighbour neighbour = new Neighbour(stage.region(), stage.region().setUp(neighbouringRun()));
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
    List<Finding> findings = new ArrayList<>(new Cut(stage, run, monitor, telling, teller).play());
    watchUntil(() -> telling.status().phase() != Phase.WATCHING);
    pass(FINE_STEP, () -> telling.status().phase() == Phase.FINISHED);

    findings.addAll(Ending.check(stage, run, monitor.run(), telling.aws(), neighbour));
    MonitorReport report = monitor.report();
    report(report);
    return Ending.tell(teller, findings, report.verdict() == Verdict.SUCCEEDED, neighbour);
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
    teller.headline(Tint.BOLD, "The report, as `bin/starter report` shows it");
    teller.page("\n");
    teller.page(ReportText.render(report, ZoneOffset.UTC, teller.width(), teller.color()));
  }
}
