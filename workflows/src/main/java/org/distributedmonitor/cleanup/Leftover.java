package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Something of the run that the closing look still found.
 *
 * @param kind what it is
 * @param name its exact name or id
 * @param reason why it is still there, or what is known of it, a sentence
 * @param settling whether AWS is already removing it, so that looking again soon will do
 * @param kept whether somebody protects it by a tag, so that it is left by order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Leftover(Kind kind, String name, String reason, boolean settling, boolean kept) {

  /** Something that AWS is removing already, or that has to be removed still. */
  public static Leftover of(Kind kind, String name, String reason, boolean settling) {
    return new Leftover(kind, name, reason, settling, false);
  }

  /** Something that somebody protects by a tag. */
  public static Leftover kept(Kind kind, String name, String reason) {
    return new Leftover(kind, name, reason, false, true);
  }

  /** Whether it costs money and nobody has ordered that it stays. */
  public boolean leaksMoney() {
    return kind.costsMoney() && !kept;
  }

  /** What can be left, and whether it costs money. The names are kept in histories. */
  public enum Kind {
    FLEET("spot fleet", true, Step.CANCEL_FLEETS),
    MACHINE("machine", true, null),
    ALARM("alarm", true, Step.DELETE_ALARMS),
    DASHBOARD("dashboard", true, Step.DELETE_DASHBOARD),
    QUEUE("queue", false, Step.DELETE_QUEUE),
    SERVICE("ECS service", false, Step.DELETE_SERVICE),
    TASK_DEFINITION("task definition", false, Step.DEREGISTER_TASK_DEFINITIONS),
    CLUSTER("ECS cluster", false, Step.DELETE_CLUSTER),
    /** It is never deleted: data may be on it. */
    VOLUME("EBS volume", true, null),
    /** A part of the closing look that was refused: nobody knows whether something is left. */
    @JsonEnumDefaultValue
    UNSEEN("not looked at", true, null);

    private final String words;
    private final boolean costsMoney;
    private final Step step;

    Kind(String words, boolean costsMoney, Step step) {
      this.words = words;
      this.costsMoney = costsMoney;
      this.step = step;
    }

    public String words() {
      return words;
    }

    public boolean costsMoney() {
      return costsMoney;
    }

    /** The step that removes such a thing, or null when none does. */
    public Step step() {
      return step;
    }
  }
}
