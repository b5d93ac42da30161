package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedmonitor.policy.GuardPolicy.Cluster;
import org.distributedmonitor.policy.GuardPolicy.Machine;
import org.distributedmonitor.policy.GuardPolicy.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardPolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration AFTER = Duration.ofMinutes(20);
  private static final Cluster NOBODY_IN_IT = new Cluster(Map.of(), 99, 0);

  @ParameterizedTest(name = "{0} named, {1} nameless, {2} nameless and young")
  @CsvSource({
    "10, 0, 0, 0, 0",
    "10, 1, 0, 1, 0",
    "10, 1, 90, 1, 0",
    // Two are never a sign that the set-up is at fault, however few there are.
    "0, 1, 0, 1, 0",
    "0, 2, 0, 2, 0",
    "0, 3, 0, 0, 3",
    "3, 3, 0, 3, 0",
    "3, 4, 0, 0, 4",
    "0, 0, 50, 0, 0",
  })
  void guardsGrownMachinesThatAreNotInTheCluster(
      int named, int nameless, int young, int guarded, int atFault) {
    List<Machine> machines = new ArrayList<>();
    add(machines, named, "i-named", Duration.ofHours(1), true);
    add(machines, nameless, "i-nameless", Duration.ofHours(1), false);
    add(machines, young, "i-young", Duration.ofMinutes(19), false);

    List<Machine> grown = GuardPolicy.grown(machines, NOW, AFTER);
    List<String> bare = GuardPolicy.bare(grown, Set.of());
    Verdict verdict = GuardPolicy.judge(bare, grown.size(), NOBODY_IN_IT);

    assertThat(grown).hasSize(named + nameless);
    assertThat(verdict.stranded()).hasSize(guarded).allMatch(id -> id.startsWith("i-nameless"));
    assertThat(verdict.atFault()).isEqualTo(atFault);
  }

  @Test
  void aMachineThatAnAlarmWatchesIsNotBare() {
    List<Machine> machines = new ArrayList<>();
    add(machines, 3, "i-nameless", Duration.ofHours(1), false);

    assertThat(GuardPolicy.bare(machines, Set.of("i-nameless0", "i-nameless2", "i-other")))
        .containsExactly("i-nameless1");
  }

  @ParameterizedTest(name = "{0} tasks on it; the service wants {1} and has {2}: {3}")
  @CsvSource({
    "none, 4, 2, STRANDED",
    "none, 4, 4, STRANDED",
    "none, 0, 0, STRANDED",
    "0, 4, 3, STRANDED",
    "0, 4, 4, SURPLUS",
    "0, 4, 5, SURPLUS",
    "0, 0, 0, SURPLUS",
    "0, 0, 2, SURPLUS",
    "1, 4, 3, WAITING",
    "1, 4, 4, WAITING",
    "3, 0, 0, WAITING",
  })
  void tellsWhyAMachineIsBare(String tasks, int wanted, int had, String why) {
    Map<String, Integer> registered = new HashMap<>(Map.of("i-other", 0));
    if (!tasks.equals("none")) {
      registered.put("i-1", Integer.valueOf(tasks));
    }

    Verdict verdict = GuardPolicy.judge(List.of("i-1"), 9, new Cluster(registered, wanted, had));

    assertThat(verdict.stranded()).isEqualTo(why.equals("STRANDED") ? List.of("i-1") : List.of());
    assertThat(verdict.surplus()).isEqualTo(why.equals("SURPLUS") ? 1 : 0);
    assertThat(verdict.waiting()).isEqualTo(why.equals("WAITING") ? 1 : 0);
  }

  @Test
  void machinesThatAreIdleForAReasonAreNoFaultOfTheSetUp() {
    Map<String, Integer> tasks = new HashMap<>();
    List<String> bare = new ArrayList<>(List.of("i-lost"));
    for (int i = 0; i < 9; i++) {
      bare.add("i-" + i);
      tasks.put("i-" + i, i < 5 ? 0 : 1);
    }

    Verdict verdict = GuardPolicy.judge(bare, 10, new Cluster(tasks, 4, 4));

    assertThat(verdict).isEqualTo(new Verdict(List.of("i-lost"), 0, 4, 5));
  }

  private static void add(
      List<Machine> machines, int count, String id, Duration age, boolean named) {
    for (int i = 0; i < count; i++) {
      machines.add(new Machine(id + i, NOW.minus(age), named));
    }
  }
}
