package org.distributedmonitor.worker.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.cleanup.ExportLook;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.MovableClock;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.junit.jupiter.api.Test;

/** AWS forgets export tasks, and may not show yet what it has just begun. */
class ExportWatchTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Run RUN =
      new Run("P", "default", "PQueue", "simulated-bucket", "P", NOW, false, "");

  private final SimulatedRegion region =
      SimulatedRegion.builder().clock(new MovableClock(NOW)).build();

  @Test
  void aTaskThatIsNotKnownIsLookedForOnceMoreAndThenHasEnded() {
    assertThatThrownBy(() -> watch(Duration.ofHours(1)).look(1))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo("WAITING");
              assertThat(failure.getOriginalMessage()).isEqualTo("The export of P has begun");
              assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(10));
            });
    assertThat(watch(Duration.ofHours(1)).look(2)).isEqualTo(ExportLook.over());
  }

  @Test
  void noLookIsPutOffBeyondTheTimeToReport() {
    assertThatThrownBy(() -> watch(Duration.ofSeconds(3)).look(1))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(3)));
  }

  @Test
  void whenItIsTimeToReportNothingIsPutOff() {
    assertThat(watch(Duration.ZERO).look(1)).isEqualTo(ExportLook.over());
  }

  private ExportWatch watch(Duration time) {
    ExportOrder order = new ExportOrder(RUN, "P", NOW);
    return new ExportWatch(region.logs(), new ExportLookOrder(order, "9f-1", NOW.plus(time)), NOW);
  }
}
