package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Lowering;
import org.distributedmonitor.run.Timing;
import org.junit.jupiter.api.Test;

/** A fleet that somebody protects by a tag keeps its target; the others make do beside it. */
class ProtectedFleetTest {

  private static final FleetSighting KEPT = FleetFixtures.fleet("sfr-1", 10).protectedAs(true);
  private static final FleetSighting OTHER = FleetFixtures.fleet("sfr-2", 10);

  @Test
  void isNotScaledDown() {
    assertThat(ScaleDownPolicy.lowerings(List.of(KEPT), 2, 1)).isEmpty();
    assertThat(ScaleDownPolicy.lowerings(List.of(KEPT, OTHER), 14, 1))
        .containsExactly(new Lowering("sfr-2", 10, 4));
  }

  @Test
  void isNotMadeCheapestAndItsMachinesAreEnough() {
    assertThat(CheapestPolicy.lowerings(List.of(KEPT, OTHER), false))
        .containsExactly(new Lowering("sfr-2", 10, 0));
    assertThat(CheapestPolicy.lowerings(List.of(OTHER, KEPT), false))
        .containsExactly(new Lowering("sfr-2", 10, 0));
  }

  @Test
  void isDueForCheapestModeOnceTheTagIsTakenOff() {
    FleetRecord fleet = FleetRecord.of("sfr-1", Instant.EPOCH).seen(KEPT);
    Instant later = Instant.EPOCH.plus(Duration.ofHours(1));

    assertThat(CheapestRule.due(List.of(fleet), Timing.standard(), later)).isEmpty();
    FleetRecord freed = fleet.seen(KEPT.protectedAs(false));
    assertThat(CheapestRule.due(List.of(freed), Timing.standard(), later)).containsExactly(freed);
  }

  @Test
  void staysProtectedWhileItCannotBeRead() {
    FleetRecord fleet = FleetRecord.of("sfr-1", Instant.EPOCH).seen(KEPT);

    assertThat(fleet.seen(FleetSighting.unknown("sfr-1")).protectedByTag()).isTrue();
    assertThat(fleet.seen(KEPT.protectedAs(false)).protectedByTag()).isFalse();
  }
}
