package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.policy.GuardPolicy.Machine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardPolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

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
  void guards(int named, int nameless, int young, int guarded, int atFault) {
    List<Machine> machines = new ArrayList<>();
    add(machines, named, "i-named", Duration.ofHours(1), true);
    add(machines, nameless, "i-nameless", Duration.ofHours(1), false);
    add(machines, young, "i-young", Duration.ofMinutes(19), false);

    GuardPolicy.Verdict verdict = GuardPolicy.look(machines, NOW, Duration.ofMinutes(20));

    assertThat(verdict.nameless()).hasSize(guarded).allMatch(id -> id.startsWith("i-nameless"));
    assertThat(verdict.atFault()).isEqualTo(atFault);
    assertThat(verdict.grown()).isEqualTo(named + nameless);
  }

  private static void add(
      List<Machine> machines, int count, String id, Duration age, boolean named) {
    for (int i = 0; i < count; i++) {
      machines.add(new Machine(id + i, NOW.minus(age), named));
    }
  }
}
