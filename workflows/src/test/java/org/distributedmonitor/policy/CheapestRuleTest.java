package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.run.Timing;
import org.junit.jupiter.api.Test;

class CheapestRuleTest {

  private static final Instant KNOWN = Instant.parse("2026-03-01T12:00:00Z");
  private static final FleetRecord FLEET = FleetRecord.of("sfr-1", KNOWN);

  @Test
  void givesEachFleetItsFifteenMinutes() {
    FleetRecord later = FleetRecord.of("sfr-2", KNOWN.plusSeconds(600));
    Instant quarterPast = KNOWN.plus(Duration.ofMinutes(15));

    assertThat(due(List.of(FLEET, later), quarterPast.minusMillis(1))).isEmpty();
    assertThat(due(List.of(FLEET, later), quarterPast)).containsExactly(FLEET);
    assertThat(CheapestRule.nextDue(List.of(FLEET, later), Timing.standard()))
        .hasValue(quarterPast);
  }

  @Test
  void isDueAtOnceForAFleetThatHasBeenKnownForLong() {
    assertThat(due(List.of(FLEET), KNOWN.plus(Duration.ofHours(3)))).containsExactly(FLEET);
  }

  @Test
  void lowersAFleetOnlyOnce() {
    assertThat(due(List.of(FLEET.madeCheapest()), KNOWN.plus(Duration.ofHours(3)))).isEmpty();
  }

  private static List<FleetRecord> due(List<FleetRecord> fleets, Instant now) {
    return CheapestRule.due(fleets, Timing.standard(), now);
  }
}
