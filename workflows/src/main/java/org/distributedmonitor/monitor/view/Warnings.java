package org.distributedmonitor.monitor.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.monitor.state.QueueMemory;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.queue.QueueNames;
import org.distributedmonitor.run.Words;

/** What looks wrong but is the user's to judge, as of now. */
final class Warnings {

  /** One reading that failed may be a passing fault. */
  private static final int UNREAD_WORTH_TELLING = 2;

  private static final Duration AT_THE_SAME_TIME = Duration.ofMinutes(1);

  /** One job of so many. */
  private static final int MANY = 10;

  private Warnings() {}

  static List<String> of(RunState state) {
    List<String> warnings = new ArrayList<>(state.journal().warningsTold());
    warnings.addAll(state.journal().machineWarnings());
    state.cleanup().results().forEach(result -> warnings.addAll(result.outcome().warnings()));
    state.fleets().stream()
        .filter(fleet -> fleet.found() && startedBefore(fleet, state.run().startTime()))
        .forEach(fleet -> warnings.add(logsFromBefore(fleet, state.run().startTime())));
    if (state.fleets().all().size() > Board.MOST_FLEETS) {
      warnings.add(
          "The run has "
              + state.fleets().all().size()
              + " fleets; only the first "
              + Board.MOST_FLEETS
              + " are named here. All are watched, and cancelled at the end.");
    }
    state.left().unclearFleetIds().forEach(id -> warnings.add(unclear(id)));
    QueueFacts facts = state.queue().facts();
    if (facts != null && manyTimedOut(state.queue())) {
      warnings.add(timedOut(state.queue().jobsTimedOut(), facts));
    }
    if (state.queue().deadLettersUnread() >= UNREAD_WORTH_TELLING) {
      warnings.add(
          "The dead-letter queue "
              + QueueNames.inArn(facts.deadLetterArn())
              + " cannot be read, so jobs that time out while machines work on them would not be"
              + " noticed; allow the worker's role sqs:GetQueueUrl and sqs:GetQueueAttributes on"
              + " it, or make it again if it was deleted.");
    }
    return warnings;
  }

  /** {@code startCluster} notes the time right after it has asked for its fleet. */
  private static boolean startedBefore(FleetRecord fleet, Instant startTime) {
    Instant created = fleet.sighting().createdAt();
    return created != null && created.isBefore(startTime.minus(AT_THE_SAME_TIME));
  }

  private static String logsFromBefore(FleetRecord fleet, Instant startTime) {
    Instant created = fleet.sighting().createdAt();
    return "The fleet "
        + fleet.fleetId()
        + " was started at "
        + Words.time(created)
        + ", but logs are exported from MONITOR_START_TIME, "
        + Words.time(startTime)
        + ", on. To have the older ones too, hand over the monitor file with MONITOR_START_TIME "
        + created.toEpochMilli()
        + " by `starter start --file`.";
  }

  private static String unclear(String fleetId) {
    return "Whether the fleet "
        + fleetId
        + " is this run's nobody can tell: it does not show its launch user data, and had no machine"
        + " that could be asked. It may launch machines at any time; if it is the run's, cancel it in"
        + " the EC2 console.";
  }

  /**
   * A timeout that is too short meets many jobs; a few that die like this are more likely to fail
   * by themselves, which looks the same.
   */
  private static boolean manyTimedOut(QueueMemory queue) {
    return queue.jobsTimedOut() > 0 && MANY * queue.jobsTimedOut() >= queue.mostJobs();
  }

  private static String timedOut(long jobs, QueueFacts facts) {
    return Words.count(jobs, "job")
        + " went to the dead-letter queue "
        + QueueNames.inArn(facts.deadLetterArn())
        + " while machines seemed to be at work on "
        + (jobs == 1 ? "it" : "them")
        + ": the queue's visibility timeout of "
        + Words.duration(facts.visibilityTimeout())
        + " (DCP: SQS_MESSAGE_VISIBILITY) seems shorter than the jobs take; raise it above the"
        + " longest job. Clean-up waits for "
        + Words.duration(EmptyRule.AFTER_DEAD_LETTERS)
        + " after the last such job.";
  }
}
