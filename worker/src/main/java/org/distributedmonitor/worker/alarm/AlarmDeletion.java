package org.distributedmonitor.worker.alarm;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.fleet.Machines;
import org.distributedmonitor.worker.service.NewerRun;

/** Deletes the alarms of the run's machines and queue, and none that still has work to do. */
final class AlarmDeletion {

  private AlarmDeletion() {}

  static StepOutcome of(AwsClients aws, CleanupOrder order) {
    Run run = order.run();
    List<String> alarms = Alarms.ofMachines(aws.cloudWatch(), run);
    List<String> ours = new ArrayList<>();
    List<String> unclear = new ArrayList<>();
    Set<String> frozen = new HashSet<>(order.frozen().machineIds());
    for (String alarm : alarms) {
      (frozen.contains(machineOf(run, alarm)) ? ours : unclear).add(alarm);
    }
    Optional<ApplicationFailure> unseen = Optional.empty();
    int kept = 0;
    try {
      List<String> unknown = unclear.stream().map(alarm -> machineOf(run, alarm)).toList();
      Set<String> others = Machines.aliveElsewhere(aws.ec2(), unknown, order.frozen());
      kept = others.size();
      unclear.stream().filter(alarm -> !others.contains(machineOf(run, alarm))).forEach(ours::add);
    } catch (ApplicationFailure failure) {
      if (!failure.isNonRetryable()) {
        throw failure;
      }
      unseen = Optional.of(failure);
    }
    int machines = Alarms.delete(aws.cloudWatch(), ours);
    int queue = queueAlarms(aws, order);
    if (unseen.isPresent() && !unclear.isEmpty()) {
      return StepOutcome.blocked(
          deleted(machines, queue)
              + " "
              + unclear.size()
              + " more may be those of machines that are on: "
              + unseen.get().getOriginalMessage(),
          "Allow ec2:DescribeInstances for the worker's role.");
    }
    return outcome(machines, queue, kept);
  }

  /** Auto-Monitor's two alarms; DCP makes them anew with the same names for a newer run. */
  private static int queueAlarms(AwsClients aws, CleanupOrder order) {
    List<String> there = Alarms.ofQueue(aws.cloudWatch(), order.run());
    if (there.isEmpty() || NewerRun.setUpSince(aws, order).isPresent()) {
      return 0;
    }
    return Alarms.delete(aws.cloudWatch(), there);
  }

  private static StepOutcome outcome(int machines, int queue, int kept) {
    String stay =
        kept == 0
            ? ""
            : " Kept "
                + kept
                + (kept == 1 ? " of a machine that is" : " of machines that are")
                + " on for another run.";
    if (machines + queue > 0) {
      return StepOutcome.done(deleted(machines, queue) + stay);
    }
    return kept > 0
        ? StepOutcome.left(stay.strip())
        : StepOutcome.alreadyGone("No alarm of the run is left.");
  }

  private static String deleted(int machines, int queue) {
    return "Deleted "
        + machines
        + (machines == 1 ? " alarm of a machine" : " alarms of machines")
        + (queue == 0 ? "." : " and " + queue + " of the queue.");
  }

  private static String machineOf(Run run, String alarm) {
    return run.machineOfAlarm(alarm).orElseThrow();
  }
}
