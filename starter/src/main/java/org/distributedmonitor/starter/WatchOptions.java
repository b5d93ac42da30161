package org.distributedmonitor.starter;

import java.time.Duration;
import org.distributedmonitor.automonitor.RunSettings;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Timing;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a run is watched, whoever starts its monitor. */
final class WatchOptions {

  @Option(
      names = "--cheapest",
      description = "ask for one machine only, 15 minutes after the start; running machines stay")
  private boolean cheapest;

  @Option(
      names = "--jobs-per-machine",
      paramLabel = "N",
      defaultValue = "1",
      description = "how many jobs a machine works on at once (default: 1)")
  private int jobsPerMachine;

  @Option(
      names = "--second-export",
      paramLabel = "12h",
      description =
          "export the logs once more so long after the first export, at most 7d: AWS may take 12h"
              + " until a message can be exported (default: not; also for a run that is watched)")
  private Duration secondExport;

  @Mixin private TimingOptions timing;

  RunSettings settings() {
    Timing asked = timing.timing();
    if (jobsPerMachine < 1) {
      throw Trouble.usage("--jobs-per-machine: found " + jobsPerMachine + "; wanted 1 or more");
    }
    if (secondExport != null
        && (secondExport.isZero()
            || secondExport.compareTo(MonitorRequest.LATEST_SECOND_EXPORT) > 0)) {
      throw Trouble.usage(
          "--second-export: found "
              + Durations.write(secondExport)
              + "; wanted more than nothing and at most 7d");
    }
    return new RunSettings(cheapest, jobsPerMachine, asked, secondExport);
  }

  TimingOptions timing() {
    return timing;
  }
}
