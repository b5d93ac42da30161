package org.distributedmonitor.starter;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "hold",
    description = "Lower and clean up nothing for a while, to submit more jobs or to look around.")
final class HoldCommand extends Order {

  @Option(names = "--for", required = true, paramLabel = "2h", description = "for how long")
  private Duration howLong;

  HoldCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    if (howLong.isZero()) {
      throw Trouble.usage("--for: found 0s; wanted more than nothing, such as 2h");
    }
    return give(monitor -> monitor.hold(howLong));
  }
}
