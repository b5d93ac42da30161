package org.distributedmonitor.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRun;

/** Lets the run's time pass and tells what happened in it, in the order of the run's clock. */
final class Telling {

  private static final Duration PROGRESS = Duration.ofMinutes(20);
  private static final int BAR = 20;
  private static final int SHORT_BAR = 10;
  private static final int NARROW = 75;

  private final Stage stage;
  private final SimulatedRun run;
  private final Monitor monitor;
  private final Teller teller;
  private final AwsNews aws;
  private final MonitorNews noted = new MonitorNews();
  private Instant nextProgress;
  private MonitorStatus status;
  private int done;
  private Instant lastJob;

  Telling(Stage stage, SimulatedRun run, Monitor monitor, Teller teller) {
    this.stage = stage;
    this.run = run;
    this.monitor = monitor;
    this.teller = teller;
    aws = new AwsNews(stage.region(), run);
    nextProgress = stage.now().plus(PROGRESS);
  }

  /** With the worker there, which answers for the monitor. */
  void pass(Duration time) {
    stage.pass(time);
    status = monitor.status();
    tell(noted.take(status));
  }

  /** Without a worker: only AWS can be looked at. */
  void passAlone(Duration time) {
    stage.passCutOff(time, monitor::tasksForWorker);
    tell(List.of());
  }

  /** The newest status that a worker gave. */
  MonitorStatus status() {
    return status;
  }

  /** When the newest job was done, to the step; null before the first. */
  Instant lastJob() {
    return lastJob;
  }

  long machines() {
    return run.machines().stream().filter(SimulatedMachine::alive).count();
  }

  private void tell(List<News> ofMonitor) {
    List<News> news = new ArrayList<>(aws.take(stage.now()));
    news.addAll(ofMonitor);
    news.sort(Comparator.comparing(News::at));
    news.forEach(teller::tell);
    if (run.jobsDone() > done) {
      done = run.jobsDone();
      lastJob = stage.now();
    }
    int left = run.jobsLeft().total();
    if (left > 0 && !stage.now().isBefore(nextProgress)) {
      nextProgress = nextProgress.plus(PROGRESS);
      teller.tell(new News(stage.now(), Voice.JOBS, progress(left)));
    }
  }

  private String progress(int left) {
    int all = run.spec().jobs();
    int bar = teller.width() < NARROW ? SHORT_BAR : BAR;
    int finished = bar * (all - left) / all;
    return "["
        + "#".repeat(finished)
        + ".".repeat(bar - finished)
        + "] "
        + left
        + " of "
        + all
        + " left, "
        + Counted.of(machines(), "machine");
  }
}
