package org.distributedmonitor.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;
import org.distributedmonitor.acceptance.Fault;
import org.distributedmonitor.acceptance.Monitors;
import org.distributedmonitor.acceptance.Quick;
import org.distributedmonitor.acceptance.RunInMoto;
import org.distributedmonitor.acceptance.RunPlan;
import org.distributedmonitor.acceptance.RunRemains;
import org.distributedmonitor.acceptance.Starter;
import org.distributedmonitor.temporal.TemporalNames;

/** A run in a drill: it is watched, struck at a moment of its own, and has to end well. */
final class DrilledRun {
  /** What the starter answers when Temporal or a worker cannot be reached. */
  private static final int UNREACHABLE = 4;

  /** By then it is known, too, whose the fleet is. */
  private static final int FIRST_LOOKS = 3;

  /** For what costs more to ask. */
  private static final Duration SELDOM = Duration.ofSeconds(3);

  private final Site site;
  private final RunInMoto run;
  private final RunRemains remains;
  private final Path file;
  private final boolean keepsDashboard;
  private int jobs;
  private boolean armed;
  private Instant struckAt = Instant.now();

  private DrilledRun(Site site, RunInMoto run, Path file, Map<String, String> keys) {
    this.file = file;
    this.keepsDashboard = keys.isEmpty();
    this.site = site;
    this.run = run;
    this.jobs = run.plan().jobs();
    this.remains = new RunRemains(site.aws(), run);
  }

  /** Sets a run up. */
  static DrilledRun setUp(Site site, RunPlan plan) {
    return setUp(site, plan, Map.of());
  }

  /**
   * The same with more keys in its monitor file.
   *
   * @param keys {@code CLEAN_DASHBOARD} or none
   */
  static DrilledRun setUp(Site site, RunPlan plan, Map<String, String> keys) {
    RunInMoto run = RunInMoto.create(site.aws(), plan);
    return new DrilledRun(site, run, run.monitorFile(site.processes().directory(), keys), keys);
  }

  /** Has it watched: {@code starter start}. */
  DrilledRun watched(String... options) {
    answered(Quick.start(file, options));
    awaitLooks(FIRST_LOOKS);
    return this;
  }

  /**
   * What did not get through is typed again by whoever typed it; a second start joins the first.
   */
  private Starter.Outcome answered(String... arguments) {
    AtomicReference<Starter.Outcome> outcome = new AtomicReference<>();
    Times.await(
        () -> {
          outcome.set(site.run(arguments));
          return outcome.get().exitCode() != UNREACHABLE;
        },
        SELDOM,
        Site.PATIENCE);
    assertThat(outcome.get().exitCode()).as(outcome.toString()).isZero();
    return outcome.get();
  }

  RunInMoto run() {
    return run;
  }

  /** Waits for the moment, and lets the disaster strike in it; comes back when it is over. */
  void strike(Moment moment, Disaster disaster, Duration outage, int victim) {
    arm(disaster.trigger(moment, run));
    awaitMoment(moment);
    disaster.strike(site, new Blow(outage, victim, run.plan().app()));
    goOn();
  }

  /** Has the first call of the moment noticed, also one that may come as soon as it is watched. */
  void arm(Fault trigger) {
    if (!armed) {
      site.front().fault(trigger.caller(Site.ACCESS_KEY).named(run.plan().app()));
      armed = true;
    }
  }

  /** Waits until the run is inside the moment's call; the jobs are done as far as it wants. */
  void awaitMoment(Moment moment) {
    arm(Disaster.held(moment, run));
    drainTo(moment.jobsLeft);
    awaitOrSay(() -> site.front().struck(run.plan().app()) > 0, "never came to a call " + moment);
    struckAt = Instant.now();
  }

  /** The reply that was held back at the moment is let through. */
  void goOn() {
    site.front().liftFaults(run.plan().app());
  }

  /** Waits until `status` says so. */
  void awaitStatus(String words) {
    awaitOrSay(() -> status().stdout().contains(words), "does not say '" + words + "'");
  }

  private Starter.Outcome status() {
    return site.run("status", "--app", run.plan().app());
  }

  /** A run with jobs is watched on, and nobody has torn it down. */
  void assertWatchedOn() {
    awaitLooks(1);
    remains.assertStillOn();
  }

  /** Waits until the queue has been looked at so often from now on. */
  private void awaitLooks(int looks) {
    String name = "looks-" + run.plan().app();
    Fault noticed =
        Fault.delay("GetQueueAttributes", Duration.ZERO)
            .containing(Moment.WATCHING.mark(run))
            .caller(Site.ACCESS_KEY)
            .named(name);
    site.front().fault(noticed);
    awaitOrSay(() -> site.front().struck(name) >= looks, "is not looked at");
    site.front().liftFaults(name);
  }

  /** Jobs are done until so many are left. */
  void drainTo(int jobsLeft) {
    if (jobs > jobsLeft) {
      run.drain(jobs - jobsLeft);
      jobs = jobsLeft;
    }
  }

  /** Finishes the jobs that are left, and waits until the monitor has ended. */
  Duration finish() {
    drainTo(0);
    String id = TemporalNames.workflowId(run.plan().app());
    Monitors monitors = new Monitors(site.temporal());
    awaitOrSay(
        () -> !monitors.describe(id).getStatus().name().endsWith("_RUNNING"),
        SELDOM,
        "has not ended");
    return Duration.between(struckAt, Instant.now());
  }

  /** What was the run's is gone, what is to stay has stayed, and nothing was exported twice. */
  void assertEndedWell() {
    Starter.Outcome report = answered("report", "--app", run.plan().app(), "-o", "json");
    assertThat(report.json().path("verdict").asText()).isEqualTo("SUCCEEDED");
    remains.assertOnlyBillableThingsAreGone();
    remains.assertOneExportTaskPerLogGroup();
    boolean shared = run.plan().cluster().equals(RunInMoto.DEFAULT_CLUSTER);
    assertThat(remains.clusterStatus()).isEqualTo(shared ? "ACTIVE" : "INACTIVE");
    String dashboard = run.plan().dashboard();
    assertThat(remains.dashboards().contains(dashboard)).isEqualTo(keepsDashboard);
  }

  private void awaitOrSay(Callable<Boolean> condition, String complaint) {
    awaitOrSay(condition, Times.OFTEN, complaint);
  }

  private void awaitOrSay(Callable<Boolean> condition, Duration every, String complaint) {
    try {
      Times.await(condition, every, Site.PATIENCE);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(run.plan().app() + " " + complaint + ":\n" + status(), e);
    }
  }
}
