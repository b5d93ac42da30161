package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time in which no worker ran is nobody's silence. */
@Timeout(180)
class NobodyWorkedIT {

  private static final String APP = "Plates";
  private static final int MANY_EVENTS = 4_096;

  /** A silence is one after three seconds here, and a late timer is one after half a minute. */
  private static final Duration HOUR = Duration.ofSeconds(30);

  private static final Duration AWAY = Duration.ofSeconds(40);

  @Test
  void nothingIsRaisedForIt() {
    try (Processes processes = Processes.of(NobodyWorkedIT.class);
        MonitorsInProcess monitors =
            new MonitorsInProcess(EagerTemporal.start(processes, MANY_EVENTS).address())) {
      SimulatedRun run =
          monitors
              .region()
              .setUp(
                  RunSpec.builder(APP)
                      .machines(1)
                      .jobs(100)
                      .jobDuration(Duration.ofHours(6))
                      .visibilityTimeout(Duration.ofHours(9))
                      .build());
      monitors.start(monitors.request(run, run.fleetIds(), HOUR));
      await().atMost(Duration.ofSeconds(30)).until(() -> readSince(monitors, Instant.EPOCH));

      monitors.awayFor(AWAY);

      Instant back = Instant.now();
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> nothingRaised(monitors) && readSince(monitors, back));
    }
  }

  private static boolean readSince(MonitorsInProcess monitors, Instant then) {
    MonitorStatus status = monitors.status(APP);
    return status.queue() != null
        && status.queue().at() != null
        && status.queue().at().isAfter(then);
  }

  private static boolean nothingRaised(MonitorsInProcess monitors) {
    MonitorStatus status = monitors.status(APP);
    assertThat(status.problems()).isEqualTo(List.of());
    assertThat(status.phase()).isEqualTo(Phase.WATCHING);
    return true;
  }
}
