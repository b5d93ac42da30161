package org.distributedmonitor.monitor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.OtherFleets;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;
import org.junit.jupiter.api.Test;

class AdoptionTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final Run RUN =
      new Run("Plates", "default", "PlatesQueue", "bucket", "Plates", NOW, false, "");
  private static final FleetSighting OURS = fleet("sfr-2", FleetCondition.ACTIVE, Ownership.OURS);

  private final RunState state =
      RunState.begin(
          new Assignment(RUN, Timing.standard(), 1, "", NOW), List.of("sfr-1"), false, null, NOW);

  @Test
  void takesInWhatIsTheRunsAndKnowsItFromThenOn() {
    Instant later = NOW.plus(Duration.ofMinutes(40));

    assertThat(take(later, OURS)).isTrue();
    assertThat(take(later.plusSeconds(600), OURS)).isFalse();

    assertThat(state.fleets().all()).hasSize(2);
    assertThat(state.fleets().all().get(1)).isEqualTo(FleetRecord.found(OURS, later));
  }

  @Test
  void takesInNothingThatIsAnotherRunsTooOrThatAPersonHasCancelled() {
    boolean found =
        take(
            NOW,
            fleet("sfr-3", FleetCondition.ACTIVE, Ownership.ANOTHER_RUNS),
            fleet("sfr-4", FleetCondition.CANCELLED_RUNNING, Ownership.OURS));

    assertThat(found).isFalse();
    assertThat(state.fleets().ids()).containsExactly("sfr-1");
  }

  @Test
  void leavesAllToTheMonitorOfANewerRun() {
    state.assignment().handOver("monitor-Plates-1", List.of());

    assertThat(take(NOW, OURS)).isFalse();
    assertThat(state.fleets().ids()).containsExactly("sfr-1");
  }

  @Test
  void remembersStrangersUntilOneIsHandedOverOrNobodyCouldLook() {
    Adoption.take(state, new OtherFleets(true, List.of(), List.of("sfr-1", "sfr-8", "sfr-9")), NOW);
    Adoption.take(state, OtherFleets.unseen(), NOW);

    assertThat(state.fleets().strangers()).containsExactly("sfr-8", "sfr-9");
    assertThat(state.fleets().otherIds()).containsExactly("sfr-8", "sfr-9");
  }

  @Test
  void asksAheadForAFleetThatComesLater() {
    state.preflight().askAt(null);

    take(NOW.plusSeconds(60), OURS);

    assertThat(state.preflight().next()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void aLateFleetIsFrozenWithTheRunUnlessItIsKnownToBeANewerRuns() {
    state.freeze(NOW, true);
    state.assignment().handOver("monitor-Plates-1", List.of("sfr-5"));
    FleetSighting newer = fleet("sfr-5", FleetCondition.ACTIVE, Ownership.OURS);
    FleetSighting kept = fleet("sfr-6", FleetCondition.ACTIVE, Ownership.OURS).protectedAs(true);

    assertThat(Adoption.takeLate(state, List.of(newer, kept), NOW)).isFalse();
    assertThat(Adoption.takeLate(state, List.of(OURS), NOW)).isTrue();

    assertThat(state.cleanup().frozen().fleetIds()).containsExactly("sfr-1", "sfr-2");
    assertThat(state.cleanup().frozen().kept().fleetIds()).containsExactly("sfr-6");
    assertThat(state.fleets().ids()).containsExactly("sfr-1", "sfr-6", "sfr-2");
    assertThat(state.journal().warningsTold())
        .singleElement()
        .asString()
        .contains("sfr-6 is protected");
  }

  private boolean take(Instant now, FleetSighting... naming) {
    return Adoption.take(state, new OtherFleets(true, List.of(naming), List.of()), now);
  }

  private static FleetSighting fleet(String id, FleetCondition condition, Ownership ownership) {
    return new FleetSighting(id, condition, true, 5, 0, 1, NOW, ownership, "", false);
  }
}
