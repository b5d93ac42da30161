package org.distributedmonitor.scenarios.conformance;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.function.Supplier;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.automonitor.DcpMonitor;
import org.distributedmonitor.automonitor.FileReading;
import org.distributedmonitor.automonitor.Removal;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.ExportStart;
import org.distributedmonitor.cleanup.FailedJobs;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.MachineRoll;
import org.distributedmonitor.cleanup.QueueRemoval;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.FleetProblem;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.survey.RunSurvey;

/**
 * How an activity ended.
 *
 * @param ending a failure's type, a step's outcome or a queue's situation; {@code FINE} of what has
 *     no problem to tell, {@code FINDING} and {@code UNCHECKED} of a look ahead
 * @param sentence what is told to people
 * @param remedy what they are told to do; null where a report has no place for it
 * @param retried whether it is tried again without a person
 */
record Reading(String ending, String sentence, String remedy, boolean retried) {

  static Reading of(Supplier<Object> activity) {
    try {
      return told(activity.get());
    } catch (ActivityFailure failed) {
      ApplicationFailure failure = (ApplicationFailure) failed.getCause();
      boolean refused = failure.isNonRetryable();
      return new Reading(
          failure.getType(),
          failure.getOriginalMessage(),
          refused ? failure.getDetails().get(Refusal.class).remedy() : "",
          !refused);
    }
  }

  /** What a closing look says of one of its parts. */
  static Object part(String name, ClosingLook look) {
    return look.leftovers().stream()
        .filter(left -> left.kind() == Leftover.Kind.UNSEEN && left.names().contains(name))
        .map(left -> sentence(left.reason(), null))
        .findFirst()
        .orElse(fine());
  }

  private static Reading told(Object result) {
    if (result instanceof Reading) {
      return (Reading) result;
    }
    if (result instanceof StepOutcome) {
      return step((StepOutcome) result);
    }
    if (result instanceof QueueRemoval) {
      return step(((QueueRemoval) result).outcome());
    }
    if (result instanceof FailedJobs) {
      return step(((FailedJobs) result).outcome());
    }
    if (result instanceof ExportStart start) {
      return step(start.outcome());
    }
    if (result instanceof QueueSighting) {
      return new Reading(((QueueSighting) result).situation().name(), "", "", false);
    }
    if (result instanceof MachineRoll) {
      return first(List.of(((MachineRoll) result).problem()));
    }
    if (result instanceof RunSurvey) {
      return first(((RunSurvey) result).unreadable());
    }
    if (result instanceof Preflight) {
      return foreseen((Preflight) result);
    }
    if (result instanceof Removal removal) {
      return new Reading(removal.name(), "", "", true);
    }
    if (result instanceof FileReading file) {
      return new Reading(file.absent() ? "GONE" : "FINE", "", "", true);
    }
    if (result instanceof DcpMonitor dcp) {
      return first(List.of(dcp.unseen()));
    }
    List<FleetProblem> problems = ((FleetReview) result).problems();
    return problems.isEmpty() ? fine() : sentence(problems.get(0).what(), problems.get(0).remedy());
  }

  private static Reading foreseen(Preflight preflight) {
    if (!preflight.unchecked().isEmpty()) {
      String sentence = preflight.unchecked().get(0);
      return sentence.startsWith("The bucket ")
          ? new Reading("UNCHECKED", sentence, "", true)
          : sentence(sentence, null);
    }
    return preflight.findings().isEmpty()
        ? fine()
        : new Reading("FINDING", preflight.findings().get(0).what(), "", true);
  }

  private static Reading step(StepOutcome outcome) {
    return new Reading(
        outcome.kind().name(), outcome.detail(), outcome.remedy(), !outcome.blocked());
  }

  private static Reading first(List<String> sentences) {
    return sentences.isEmpty() || sentences.get(0).isEmpty()
        ? fine()
        : sentence(sentences.get(0), null);
  }

  private static Reading fine() {
    return new Reading("FINE", "", "", true);
  }

  /** Within a report a failure is only its sentence, which says of what type it is. */
  private static Reading sentence(String what, String remedy) {
    FailureType type = FailureType.UNAVAILABLE;
    if (what.contains(" was refused: ")) {
      type = FailureType.REFUSED;
    } else if (what.contains("AWS asks to go slower")) {
      type = FailureType.THROTTLED;
    } else if (what.contains("The worker's AWS credentials have expired")) {
      type = FailureType.CREDENTIALS_EXPIRED;
    }
    return new Reading(type.name(), what, remedy, true);
  }
}
