package org.distributedmonitor.starter;

import org.distributedmonitor.monitor.MonitorWorkflow;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "End a hold before its time.")
final class ResumeCommand extends Order {

  ResumeCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    return give(MonitorWorkflow::resume);
  }
}
