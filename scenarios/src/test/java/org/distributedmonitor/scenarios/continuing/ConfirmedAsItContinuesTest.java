package org.distributedmonitor.scenarios.continuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The report that confirms that the queue is empty is the one at which to continue as new, too. */
@Timeout(60)
class ConfirmedAsItContinuesTest {

  private static final String APP = "Plates";
  private static final String LOOK = "ec2:DescribeSpotFleetRequests";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  /** A look at the fleets goes on for minutes, as EC2 throttles it. */
  @Test
  void theFleetIsCancelledFirst() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(4).jobs(400));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(9).plusSeconds(50));
    harness.region().faults().throttle(LOOK, 100_000);
    harness.pass(Duration.ofSeconds(20));
    run.drain();
    while (harness.status(APP).phase() != Phase.CONFIRMING) {
      harness.pass(Duration.ofSeconds(1));
    }
    Instant empty = harness.status(APP).queue().since();
    harness.continueAsNew(APP);

    while (harness.region().calls().count("ec2:CancelSpotFleetRequests") == 0) {
      harness.pass(Duration.ofSeconds(1));
    }

    assertThat(Duration.between(empty, harness.now())).isLessThan(Duration.ofSeconds(150));
  }
}
