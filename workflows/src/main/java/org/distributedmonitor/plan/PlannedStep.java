package org.distributedmonitor.plan;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Names;

/**
 * What a step of the clean-up has decided to do.
 *
 * @param count how many things the step would act upon
 * @param names their exact names, ids or places, of very many the first ones; also of a step that
 *     would be blocked for a part of them
 * @param detail what more there is to say, or why nothing would be done, a sentence; may be empty
 * @param remedy for a blocked step, what a person has to do; else empty
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlannedStep(
    Step step, Kind kind, int count, List<String> names, String detail, String remedy) {

  public PlannedStep {
    names = names == null ? List.of() : List.copyOf(names);
    count = Math.max(count, names.size());
    detail = detail == null ? "" : detail;
    remedy = remedy == null ? "" : remedy;
  }

  /** What a step can have decided. */
  public enum Kind {
    /** There is something to do. */
    ACT("to do"),
    ALREADY_DONE("already done"),
    ALREADY_GONE("already gone"),
    NOTHING_TO_DO("nothing to do"),
    /** It is not the run's to remove, or someone else uses it. */
    LEFT("stays"),
    /** Only a person can make it possible. */
    BLOCKED("blocked"),
    /** AWS gave no answer just now, so nobody knows. */
    @JsonEnumDefaultValue
    UNKNOWN("not known");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    static Kind of(StepOutcome.Kind outcome) {
      return switch (outcome) {
        case DONE -> ALREADY_DONE;
        case ALREADY_GONE -> ALREADY_GONE;
        case NOTHING_TO_DO -> NOTHING_TO_DO;
        case LEFT -> LEFT;
        case BLOCKED -> BLOCKED;
      };
    }
  }

  /** A step with something to do. */
  public static PlannedStep act(Step step, List<String> names, String detail) {
    return new PlannedStep(step, Kind.ACT, names.size(), Names.first(names), detail, "");
  }

  /** A step of which it is known already what becomes of it. */
  public static PlannedStep settled(Step step, StepOutcome outcome) {
    return new PlannedStep(
        step, Kind.of(outcome.kind()), 0, List.of(), outcome.detail(), outcome.remedy());
  }

  /** A step that does what it can with a part of its things and is blocked for the rest. */
  public static PlannedStep blockedInPart(Step step, List<String> names, StepOutcome rest) {
    return new PlannedStep(
        step, Kind.BLOCKED, names.size(), Names.first(names), rest.detail(), rest.remedy());
  }

  /** A step that could not decide for want of an answer. */
  public static PlannedStep unknown(Step step, String why) {
    return new PlannedStep(step, Kind.UNKNOWN, 0, List.of(), why, "");
  }
}
