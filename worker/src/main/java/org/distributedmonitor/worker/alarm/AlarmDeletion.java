package org.distributedmonitor.worker.alarm;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.decision.Decision;
import org.distributedmonitor.worker.fleet.Machines;
import org.distributedmonitor.worker.service.NewerRun;

/** Deletes the alarms of the run's machines and queue, and none that still has work to do. */
public final class AlarmDeletion {

  private AlarmDeletion() {}

  /**
   * The alarms that bear the run's name, told apart by what is to become of them.
   *
   * @param ofMachines those of machines, to be deleted
   * @param ofQueue Auto-Monitor's, to be deleted
   * @param kept those of machines that are on for another run
   * @param unclear those of machines that may be on: nobody may look
   * @param unseen why nobody may look, a sentence; empty when the machines were seen
   */
  public record Doomed(
      List<String> ofMachines,
      List<String> ofQueue,
      List<String> kept,
      List<String> unclear,
      String unseen) {

    private boolean blocked() {
      return !unclear.isEmpty();
    }

    /** What stays and why; its sentence is empty when nothing does. */
    public StepOutcome rest() {
      return blocked()
          ? StepOutcome.blocked(
              unclear.size()
                  + (unclear.size() == 1
                      ? " alarm stays, as its machine may be on: "
                      : " alarms stay, as their machines may be on: ")
                  + unseen,
              "Allow ec2:DescribeInstances for the worker's role.")
          : StepOutcome.left(
              kept.isEmpty()
                  ? ""
                  : "Kept "
                      + kept.size()
                      + (kept.size() == 1 ? " of a machine that is" : " of machines that are")
                      + " on for another run.");
    }
  }

  static StepOutcome carryOut(AwsClients aws, CleanupOrder order) {
    return decide(aws, order).carryOut(doomed -> delete(aws, doomed));
  }

  /** Decides by reading alone. */
  public static Decision<Doomed> decide(AwsClients aws, CleanupOrder order) {
    Doomed doomed = sorted(aws, order, Alarms.ofMachines(aws.cloudWatch(), order.run()));
    if (!doomed.ofMachines().isEmpty() || !doomed.ofQueue().isEmpty()) {
      return Decision.act(doomed);
    }
    if (doomed.blocked() || !doomed.kept().isEmpty()) {
      return Decision.settled(doomed.rest());
    }
    return Decision.settled(StepOutcome.alreadyGone("No alarm of the run is left."));
  }

  private static Doomed sorted(AwsClients aws, CleanupOrder order, List<String> alarms) {
    Run run = order.run();
    Set<String> frozen = new HashSet<>(order.frozen().machineIds());
    List<String> ours = new ArrayList<>();
    List<String> unclear = new ArrayList<>();
    for (String alarm : alarms) {
      (frozen.contains(machineOf(run, alarm)) ? ours : unclear).add(alarm);
    }
    List<String> kept = new ArrayList<>();
    String unseen = "";
    try {
      List<String> unknown = unclear.stream().map(alarm -> machineOf(run, alarm)).toList();
      Set<String> others = Machines.aliveElsewhere(aws.ec2(), unknown, order.frozen());
      unclear.forEach(alarm -> (others.contains(machineOf(run, alarm)) ? kept : ours).add(alarm));
      unclear.clear();
    } catch (ApplicationFailure failure) {
      if (!failure.isNonRetryable()) {
        throw failure;
      }
      unseen = failure.getOriginalMessage();
    }
    return new Doomed(ours, ofQueue(aws, order), kept, unclear, unseen);
  }

  /** Auto-Monitor's two alarms; DCP makes them anew with the same names for a newer run. */
  private static List<String> ofQueue(AwsClients aws, CleanupOrder order) {
    List<String> there = Alarms.ofQueue(aws.cloudWatch(), order.run());
    return there.isEmpty() || NewerRun.setUpSince(aws, order).isPresent() ? List.of() : there;
  }

  private static StepOutcome delete(AwsClients aws, Doomed doomed) {
    int machines = Alarms.delete(aws.cloudWatch(), doomed.ofMachines());
    int queue = Alarms.delete(aws.cloudWatch(), doomed.ofQueue());
    StepOutcome rest = doomed.rest();
    String told = (deleted(machines, queue) + " " + rest.detail()).strip();
    if (rest.blocked()) {
      return StepOutcome.blocked(told, rest.remedy());
    }
    if (machines + queue > 0) {
      return StepOutcome.done(told);
    }
    return doomed.kept().isEmpty() ? StepOutcome.alreadyGone("No alarm of the run is left.") : rest;
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
