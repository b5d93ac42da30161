package org.distributedmonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which machines need the name and the alarm that a container gives its machine when it starts. A
 * machine on which none can ever start has nothing that would end it, and bills for ever; one that
 * is idle for a reason must never be ended.
 */
public final class GuardPolicy {

  /** So few stranded machines are never a sign that the whole set-up is at fault. */
  private static final int FEWEST_AT_FAULT = 3;

  private GuardPolicy() {}

  /**
   * A machine as the policy sees it.
   *
   * @param named whether it has a Name tag, whatever it says
   */
  public record Machine(String id, Instant launchedAt, boolean named) {}

  /**
   * The run's cluster as the policy sees it.
   *
   * @param tasks the machines registered in it, each with its running and pending tasks, whosever
   * @param wanted how many tasks the run's service is to have; 0 when there is no service
   * @param had how many it has, running and pending
   */
  public record Cluster(Map<String, Integer> tasks, int wanted, int had) {

    private boolean wantsMore() {
      return had < wanted;
    }
  }

  /**
   * What the policy says of machines that have neither name nor alarm.
   *
   * @param stranded those to guard: not in the cluster, or without a task that the service lacks
   * @param atFault how many are stranded though none is to be guarded, because most machines are; 0
   *     when that is not so
   * @param waiting how many have a task that has not started yet, or not named its machine
   * @param surplus how many have no task because the service has all that it wants
   */
  public record Verdict(List<String> stranded, int atFault, int waiting, int surplus) {}

  /** Those that are old enough for a container to have started on them. */
  public static List<Machine> grown(List<Machine> machines, Instant now, Duration guardAfter) {
    return machines.stream()
        .filter(machine -> machine.launchedAt() != null)
        .filter(machine -> machine.launchedAt().plus(guardAfter).isBefore(now))
        .toList();
  }

  /** Of these machines, those without a name that no alarm watches. */
  public static List<String> bare(List<Machine> grown, Set<String> watched) {
    return grown.stream()
        .filter(machine -> !machine.named())
        .map(Machine::id)
        .filter(id -> !watched.contains(id))
        .toList();
  }

  /**
   * Tells apart why machines are bare. When more than half of all grown machines are stranded, no
   * container starts anywhere: ending machines would only have the fleet launch the next ones, so
   * none is guarded and people are told.
   *
   * @param grown how many machines are old enough to have a name
   */
  public static Verdict judge(List<String> bare, int grown, Cluster cluster) {
    List<String> stranded = new ArrayList<>();
    int waiting = 0;
    int surplus = 0;
    for (String machine : bare) {
      Integer tasks = cluster.tasks().get(machine);
      if (tasks == null) {
        // Nothing the service wants can ever come to it.
        stranded.add(machine);
      } else if (tasks > 0) {
        waiting++;
      } else if (cluster.wantsMore()) {
        stranded.add(machine);
      } else {
        surplus++;
      }
    }
    boolean fault = stranded.size() >= FEWEST_AT_FAULT && stranded.size() * 2 > grown;
    return fault
        ? new Verdict(List.of(), stranded.size(), waiting, surplus)
        : new Verdict(List.copyOf(stranded), 0, waiting, surplus);
  }
}
