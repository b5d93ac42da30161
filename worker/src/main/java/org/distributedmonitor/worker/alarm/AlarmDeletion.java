package org.distributedmonitor.worker.alarm;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.alarm.AlarmFates.Fate;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.decision.Decision;
import org.distributedmonitor.worker.service.NewerRun;

/** Deletes the alarms of the run's machines and queue, and none that still has work to do. */
public final class AlarmDeletion {

  private AlarmDeletion() {}

  static StepOutcome carryOut(AwsClients aws, CleanupOrder order) {
    return decide(aws, order).carryOut(fates -> delete(aws, fates));
  }

  /** Decides by reading alone; those of machines that are still on it acts upon later. */
  public static Decision<AlarmFates> decide(AwsClients aws, CleanupOrder order) {
    AlarmFates fates =
        AlarmFates.of(
            aws, order, Protected.in(aws), () -> NewerRun.setUpSince(aws, order).isPresent());
    return fates.doomed().isEmpty() && fates.of(Fate.STILL_ON).isEmpty()
        ? Decision.settled(settled(rest(fates)))
        : Decision.act(fates);
  }

  /** What would stay for good and why; its sentence is empty when nothing would. */
  public static StepOutcome rest(AlarmFates fates) {
    return rest(fates, List.of());
  }

  private static StepOutcome rest(AlarmFates fates, List<String> stillOn) {
    String kept =
        Stream.of(
                told(
                    fates.of(Fate.ANOTHER_RUNS),
                    " that is on for another run.",
                    " that are on for another run."),
                told(
                    stillOn,
                    " of this run that is still on: nothing else would end it if it hung.",
                    " of this run that are still on: nothing else would end one that hangs."),
                told(
                    fates.of(Fate.OF_KEPT_MACHINE),
                    " of this run that is kept by a tag.",
                    " of this run that are kept by a tag."),
                Protected.kept(fates.of(Fate.PROTECTED)))
            .filter(sentence -> !sentence.isEmpty())
            .collect(Collectors.joining(" "));
    if (fates.unseen().isEmpty()) {
      return StepOutcome.left(kept);
    }
    int unclear = fates.of(Fate.UNCLEAR).size();
    String why =
        unclear
            + (unclear == 1
                ? " alarm stays, as its machine may be on: "
                : " alarms stay, as their machines may be on: ")
            + fates.unseen();
    return StepOutcome.blocked(
        (why + " " + kept).strip(), "Allow ec2:DescribeInstances for the worker's role.");
  }

  private static String told(List<String> alarms, String one, String many) {
    int count = alarms.size();
    return count == 0
        ? ""
        : count == 1
            ? "Kept 1 alarm of a machine" + one
            : "Kept " + count + " alarms of machines" + many;
  }

  private static StepOutcome settled(StepOutcome rest) {
    return rest.detail().isEmpty() ? StepOutcome.alreadyGone("No alarm of the run is left.") : rest;
  }

  private static StepOutcome delete(AwsClients aws, AlarmFates fates) {
    int machines = Alarms.delete(aws.cloudWatch(), fates.of(Fate.DELETED));
    int queue = Alarms.delete(aws.cloudWatch(), fates.of(Fate.DELETED_OF_QUEUE));
    StepOutcome rest = rest(fates, fates.of(Fate.STILL_ON));
    String told = (deleted(machines, queue) + " " + rest.detail()).strip();
    if (rest.blocked()) {
      return StepOutcome.blocked(told, rest.remedy());
    }
    return machines + queue > 0 ? StepOutcome.done(told) : settled(rest);
  }

  private static String deleted(int machines, int queue) {
    return "Deleted "
        + machines
        + (machines == 1 ? " alarm of a machine" : " alarms of machines")
        + (queue == 0 ? "." : " and " + queue + " of the queue.");
  }
}
