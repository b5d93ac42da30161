package org.distributedmonitor.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.fleet.ProtectedMachine;
import org.junit.jupiter.api.Test;

class FrozenRunTest {

  private static final ProtectedMachine MACHINE = new ProtectedMachine("i-1", "sfr-1");

  private final FrozenRun frozen =
      new FrozenRun(
          Instant.EPOCH,
          null,
          List.of("sfr-1", "sfr-2"),
          List.of("i-1", "i-2"),
          null,
          false,
          new Kept(List.of("sfr-3", "sfr-4"), List.of(MACHINE)));

  @Test
  void followsTheTagsThatTheClosingLookSaw() {
    FrozenRun seen =
        frozen.asSeenIn(
            new ClosingLook(
                List.of(
                    Leftover.kept(Kind.FLEET, "sfr-2", ""),
                    Leftover.of(Kind.FLEET, "sfr-3", "", false),
                    Leftover.of(Kind.MACHINE, "i-1", "", false)),
                List.of(new ProtectedMachine("i-2", "sfr-1")),
                List.of(),
                List.of()));

    assertThat(seen.fleetIds()).containsExactly("sfr-1", "sfr-3");
    assertThat(seen.kept().fleetIds()).containsExactly("sfr-4", "sfr-2");
    assertThat(seen.kept().machines()).containsExactly(new ProtectedMachine("i-2", "sfr-1"));
    assertThat(seen.machineIds()).isEqualTo(frozen.machineIds());
  }

  @Test
  void whatWasNotSeenStandsAndWhatIsNotOursIsNotTakenIn() {
    ClosingLook look =
        new ClosingLook(
            List.of(
                Leftover.of(Kind.UNSEEN, "machines", "", false),
                Leftover.of(Kind.FLEET, "sfr-9", "", false)),
            List.of(),
            List.of("sfr-9"),
            List.of());

    assertThat(frozen.asSeenIn(look)).isEqualTo(frozen);
  }
}
