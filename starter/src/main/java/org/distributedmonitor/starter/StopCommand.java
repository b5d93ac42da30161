package org.distributedmonitor.starter;

import java.util.Optional;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.run.Phase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stop",
    description = "End the monitor and leave the run as it is, with all that it costs. Asks first.")
final class StopCommand extends Order {

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  StopCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Consent consent = new Consent("stop", StopCommand::price);
    return give(MonitorWorkflow::stopMonitoring, yes ? Optional.empty() : Optional.of(consent));
  }

  private static String price(View view) {
    Optional<Phase> phase = view.status().map(MonitorStatus::phase);
    if (phase.equals(Optional.of(Phase.AWAITING_SECOND_EXPORT))) {
      return "the logs are not exported a second time; everything else is done.";
    }
    if (phase.equals(Optional.of(Phase.EXPORTING_LOGS))) {
      return "log exports that have not completed are missing in the bucket.";
    }
    int machines = view.status().map(MonitorStatus::machines).orElse(-1);
    String fleet =
        machines < 0
            ? "the fleet and all its machines stay"
            : "the fleet and its " + (machines == 1 ? "machine" : machines + " machines") + " stay";
    return fleet
        + " on and cost money until someone shuts them down;"
        + " nothing is cleaned up (\"finish\" would).";
  }
}
