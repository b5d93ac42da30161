package org.distributedmonitor.starter;

import org.distributedmonitor.monitor.MonitorWorkflow;
import picocli.CommandLine.Command;

@Command(
    name = "retry",
    description = "Try again now what was refused, instead of within the hour.")
final class RetryCommand extends Order {

  RetryCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    return give(MonitorWorkflow::retryBlocked);
  }
}
