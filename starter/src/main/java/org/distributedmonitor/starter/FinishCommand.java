package org.distributedmonitor.starter;

import java.util.Optional;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "finish", description = "Clean up now, though jobs may remain. Asks first.")
final class FinishCommand extends Order {

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  FinishCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Consent consent = new Consent("finish", FinishCommand::price);
    return give(MonitorWorkflow::finishNow, yes ? Optional.empty() : Optional.of(consent));
  }

  private static String price(View view) {
    QueueSighting newest = view.newest();
    QueueReading reading = newest == null ? null : newest.newest();
    String jobs =
        reading == null
            ? "the jobs left in it (how many is not known) are lost"
            : lost(reading.visible() + reading.delayed(), reading.inFlight());
    return "all machines are shut down, the queue is deleted, and " + jobs + ".";
  }

  private static String lost(long waiting, long inProcess) {
    return waiting + inProcess == 0
        ? "no job is lost: it was empty at the last look"
        : waiting + " jobs waiting and " + inProcess + " in process are lost";
  }
}
