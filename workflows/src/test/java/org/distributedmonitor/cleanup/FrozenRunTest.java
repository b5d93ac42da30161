package org.distributedmonitor.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.distributedmonitor.fleet.ProtectedMachines;
import org.junit.jupiter.api.Test;

class FrozenRunTest {

  private static final ProtectedMachines MACHINE =
      new ProtectedMachines("sfr-1", 1, List.of("i-1"));

  private final FrozenRun frozen =
      new FrozenRun(
          Instant.EPOCH,
          null,
          List.of("sfr-1", "sfr-2"),
          null,
          false,
          new Kept(List.of("sfr-3", "sfr-4"), List.of(MACHINE)));

  @Test
  void followsTheTagsThatTheClosingLookSaw() {
    ProtectedMachines others = new ProtectedMachines("sfr-1", 9_000, List.of("i-2"));

    FrozenRun seen =
        frozen.asSeenIn(look(List.of("sfr-2"), List.of("sfr-3"), true, List.of(others)));

    assertThat(seen.fleetIds()).containsExactly("sfr-1", "sfr-3");
    assertThat(seen.kept().fleetIds()).containsExactly("sfr-4", "sfr-2");
    assertThat(seen.kept().machines()).containsExactly(others);
  }

  @Test
  void whatWasNotSeenStandsAndWhatIsNotOursIsNotTakenIn() {
    ClosingLook look = look(List.of("sfr-8"), List.of("sfr-9"), false, List.of());

    assertThat(frozen.asSeenIn(look)).isEqualTo(frozen);
  }

  @Test
  void aMachineThatNobodyProtectsAnyMoreIsNotKept() {
    FrozenRun seen = frozen.asSeenIn(look(List.of(), List.of(), true, List.of()));

    assertThat(seen.kept().machines()).isEmpty();
  }

  private static ClosingLook look(
      List<String> kept, List<String> doomed, boolean tagsSeen, List<ProtectedMachines> machines) {
    return new ClosingLook(List.of(), null, kept, doomed, tagsSeen, machines, List.of(), List.of());
  }
}
