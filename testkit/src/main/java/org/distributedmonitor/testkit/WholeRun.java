package org.distributedmonitor.testkit;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.api.Call;

/** A run that has one of everything, so that its monitor makes use of nearly all that it can do. */
public final class WholeRun {

  public static final String APP = "Plates";

  private WholeRun() {}

  public static RunSpec.Builder spec() {
    return RunSpec.builder(APP)
        .cluster(APP)
        .machines(8)
        .strandedMachines(1)
        .jobs(42)
        .failingJobs(1)
        .maxReceiveCount(2)
        .jobDuration(Duration.ofMinutes(5))
        .visibilityTimeout(Duration.ofMinutes(8))
        .taskRevisions(2)
        .dashboard(true)
        .autoMonitorAlarms(true)
        .deadMachinesWithAlarms(2);
  }

  /** Every operation of AWS that its monitor calls, sorted. */
  public static List<String> operations() {
    try (MonitorHarness harness = new MonitorHarness()) {
      harness.watch(harness.setUp(spec()));
      Ending.within(harness, Duration.ofHours(3), APP);
      return harness.region().calls().all().stream()
          .map(Call::operation)
          .distinct()
          .sorted()
          .toList();
    }
  }
}
