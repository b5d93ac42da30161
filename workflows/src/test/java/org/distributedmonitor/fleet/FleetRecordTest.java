package org.distributedmonitor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetRecordTest {

  @ParameterizedTest(name = "known {0}, seen {1}: {2}, changeable: {3}")
  @CsvSource({
    "OURS, UNASKED, OURS, true",
    "OURS, UNPROVEN, OURS, true",
    "OURS, ANOTHER_RUNS, ANOTHER_RUNS, false",
    "ANOTHER_RUNS, UNASKED, ANOTHER_RUNS, false",
    "ANOTHER_RUNS, UNPROVEN, ANOTHER_RUNS, false",
    "UNPROVEN, UNASKED, UNPROVEN, true",
    "UNPROVEN, OURS, OURS, true",
    "UNASKED, UNASKED, UNASKED, false",
    "UNASKED, UNPROVEN, UNPROVEN, true",
    "UNASKED, ANOTHER_RUNS, ANOTHER_RUNS, false",
  })
  void keepsTheSurestOfWhatLooksLearntAboutTheOwner(
      Ownership known, Ownership seen, Ownership kept, boolean changeable) {
    FleetRecord record =
        FleetRecord.of("sfr-1", Instant.EPOCH).seen(sighting(known, 9)).seen(sighting(seen, 5));

    assertThat(record.sighting().ownership()).isEqualTo(kept);
    assertThat(record.sighting().otherRun())
        .isEqualTo(kept == Ownership.ANOTHER_RUNS ? "Other" : "");
    assertThat(record.sighting().target()).isEqualTo(5);
    assertThat(record.changeable()).isEqualTo(changeable);
  }

  private static FleetSighting sighting(Ownership owner, int target) {
    return new FleetSighting(
        "sfr-1",
        FleetCondition.ACTIVE,
        true,
        target,
        0,
        1,
        Instant.EPOCH,
        owner,
        owner == Ownership.ANOTHER_RUNS ? "Other" : "",
        false);
  }
}
