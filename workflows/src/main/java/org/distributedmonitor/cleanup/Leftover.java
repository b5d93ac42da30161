package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Locale;
import org.distributedmonitor.run.Names;

/**
 * Things of the run, of one kind, that the closing look still found and that are left for the same
 * reason.
 *
 * @param kind what they are
 * @param count how many they are
 * @param names the exact names or ids of the first ones; {@link #MOST_NAMED} at most of one kind,
 *     however many reasons there are
 * @param reason why each is still there, or what is known of it, a sentence
 * @param settling whether AWS is already removing them, so that looking again soon will do
 * @param kept whether somebody protects them by a tag, so that they are left by order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Leftover(
    Kind kind, int count, List<String> names, String reason, boolean settling, boolean kept) {

  /** So many of one kind are named. */
  public static final int MOST_NAMED = Names.MOST;

  public Leftover {
    names = names == null ? List.of() : List.copyOf(names);
    reason = reason == null ? "" : reason;
  }

  /** A thing that AWS is removing already, or that has to be removed still. */
  public static Leftover of(Kind kind, String name, String reason, boolean settling) {
    return new Leftover(kind, 1, List.of(name), reason, settling, false);
  }

  /** A thing that somebody protects by a tag. */
  public static Leftover kept(Kind kind, String name, String reason) {
    return new Leftover(kind, 1, List.of(name), reason, false, true);
  }

  /** Whether they cost money and nobody has ordered that they stay. */
  public boolean leaksMoney() {
    return kind.costsMoney() && !kept;
  }

  /** Whether every one is named. */
  public boolean allNamed() {
    return names.size() == count;
  }

  /** Their names as people are told them, such as {@code i-1, i-2 and 9,998 more}. */
  public String named() {
    return Names.told(names, count);
  }

  /** What they are, such as {@code machine i-1} or {@code 10,000 machines: i-1 and 9,999 more}. */
  public String told() {
    return counted() + (count == 1 ? " " : ": ") + named();
  }

  /** What they are without their names, such as {@code machine} or {@code 10,000 machines}. */
  public String counted() {
    return count == 1
        ? kind.words()
        : String.format(Locale.ROOT, "%,d %s", count, kind.manyWords());
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

    /** The words for several of them. */
    public String manyWords() {
      return this == UNSEEN ? words : words + "s";
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
