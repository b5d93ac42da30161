package org.distributedmonitor.scenarios.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.world.Faults;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Exports;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An export may have to wait for hours; what is blocked and costs money does not wait with it. */
@Timeout(60)
class LongExportTest {

  private static final String APP = "Plates";
  private static final String CANCEL = "ec2:CancelSpotFleetRequests";
  private static final String STOP = "ecs:UpdateService";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final Faults faults = harness.region().faults();
  private SimulatedRun run;

  /** The export waits for a stranger's, and what costs money was refused before. */
  @BeforeEach
  void exportForHours() {
    faults.refuse(CANCEL);
    faults.refuse(STOP);
    run = harness.setUp(RunSpec.builder(APP).machines(3));
    harness.watch(run);
    harness.passUntil(APP, Duration.ofHours(2), now -> now.phase() == Phase.CLEANING_UP);
    Exports.aStrangers(harness, Duration.ofHours(10));
    harness.passUntil(APP, Duration.ofHours(1), now -> now.phase() == Phase.EXPORTING_LOGS);
    faults.allow(CANCEL);
    faults.allow(STOP);
    assertThat(Observed.fleetState(harness.region(), run.fleetId())).isEqualTo("active");
  }

  @Test
  void isTriedAgainEachHour() {
    harness.pass(Duration.ofMinutes(65));

    assertShutDownWhileExporting();
  }

  @Test
  void isTriedAgainAtOnceWhenAPersonSaysSo() {
    assertThat(harness.monitor(APP).retryBlocked().accepted()).isTrue();
    harness.pass(Duration.ofMinutes(2));

    assertShutDownWhileExporting();
  }

  private void assertShutDownWhileExporting() {
    assertThat(harness.status(APP).phase()).isEqualTo(Phase.EXPORTING_LOGS);
    assertThat(Observed.fleetState(harness.region(), run.fleetId())).startsWith("cancelled");
    assertThat(Observed.alive(run)).isEmpty();
    assertThat(harness.region().calls().of(STOP)).anyMatch(call -> call.succeeded());
    assertThat(Ending.within(harness, Duration.ofHours(24), APP).verdict())
        .isEqualTo(Verdict.SUCCEEDED);
  }
}
