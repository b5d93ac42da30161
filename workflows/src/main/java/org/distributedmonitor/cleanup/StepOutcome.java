package org.distributedmonitor.cleanup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What became of a step.
 *
 * @param kind what became of it
 * @param detail what was done or why it was not, a sentence; may be empty
 * @param remedy for a blocked step, what a person has to do; else empty
 * @param warnings what is doubtful about it though it is not blocked, a sentence each
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepOutcome(
    Kind kind,
    String detail,
    String remedy,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

  public StepOutcome {
    requireNonNull(kind, "kind");
    detail = detail == null ? "" : detail;
    remedy = remedy == null ? "" : remedy;
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  /** The ways a step can end. The names are kept in histories: never rename one. */
  public enum Kind {
    DONE("done"),
    ALREADY_GONE("was already gone"),
    NOTHING_TO_DO("nothing to do"),
    /** It is not ours to remove, or someone else uses it. */
    LEFT("left as it is"),
    /** Only a person can make it possible; it is tried again each hour. */
    @JsonEnumDefaultValue
    BLOCKED("blocked");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public static StepOutcome done(String detail) {
    return new StepOutcome(Kind.DONE, detail, "", List.of());
  }

  public static StepOutcome alreadyGone(String detail) {
    return new StepOutcome(Kind.ALREADY_GONE, detail, "", List.of());
  }

  public static StepOutcome nothingToDo(String detail) {
    return new StepOutcome(Kind.NOTHING_TO_DO, detail, "", List.of());
  }

  public static StepOutcome left(String reason) {
    return new StepOutcome(Kind.LEFT, reason, "", List.of());
  }

  public static StepOutcome blocked(String reason, String remedy) {
    return new StepOutcome(Kind.BLOCKED, reason, remedy, List.of());
  }

  /** The same, with what is doubtful about it. */
  public StepOutcome warning(List<String> sentences) {
    return new StepOutcome(kind, detail, remedy, sentences);
  }

  /** The step and what became of it, for people. */
  public String sentence(Step step) {
    String end = detail.isEmpty() ? "." : ". " + detail;
    return step.words() + ": " + kind.words() + end;
  }

  /** Whether the step has to be tried again. */
  public boolean blocked() {
    return kind == Kind.BLOCKED;
  }
}
