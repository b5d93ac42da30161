package org.distributedmonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which machines need the name and the alarm that a container gives its machine when it starts. A
 * machine on which none ever starts has nothing that would end it, and bills for ever.
 */
public final class GuardPolicy {

  /** So few nameless machines are never a sign that the whole set-up is at fault. */
  private static final int FEWEST_AT_FAULT = 3;

  private GuardPolicy() {}

  /**
   * A machine as the policy sees it.
   *
   * @param named whether it has a Name tag, whatever it says
   */
  public record Machine(String id, Instant launchedAt, boolean named) {}

  /**
   * What the policy says.
   *
   * @param nameless the machines to guard unless an alarm watches them already
   * @param atFault how many are nameless though none is to be guarded, because most of them are; 0
   *     when that is not so
   * @param grown how many machines are old enough to have a name
   */
  public record Verdict(List<String> nameless, int atFault, int grown) {}

  /**
   * Looks at those that are old enough for a container to have started. When more than half of
   * these are nameless, no container starts anywhere: ending machines would only have the fleet
   * launch the next ones, so none is guarded and people are told.
   */
  public static Verdict look(List<Machine> machines, Instant now, Duration guardAfter) {
    List<String> nameless = new ArrayList<>();
    int grown = 0;
    for (Machine machine : machines) {
      boolean old =
          machine.launchedAt() != null && machine.launchedAt().plus(guardAfter).isBefore(now);
      grown += old ? 1 : 0;
      if (old && !machine.named()) {
        nameless.add(machine.id());
      }
    }
    boolean fault = nameless.size() >= FEWEST_AT_FAULT && nameless.size() * 2 > grown;
    return fault
        ? new Verdict(List.of(), nameless.size(), grown)
        : new Verdict(List.copyOf(nameless), 0, grown);
  }
}
