package org.distributedmonitor.scenarios.permissions;

import java.time.Clock;
import java.time.Instant;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.preflight.PreflightOrder;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.SimulatedAws;
import org.distributedmonitor.worker.preflight.PreflightActivitiesImpl;

/** The preflight of a simulated run. */
final class Looks {

  private Looks() {}

  static Preflight ahead(SimulatedRegion region, Clock clock, SimulatedRun simulated) {
    return ahead(region, clock, simulated, simulated.spec().bucket(), region.region());
  }

  /** The same with another bucket, or seen from another region. */
  static Preflight ahead(
      SimulatedRegion region, Clock clock, SimulatedRun simulated, String bucket, String from) {
    RunSpec spec = simulated.spec();
    Run run =
        new Run(
            spec.app(),
            spec.cluster(),
            spec.queue(),
            bucket,
            spec.logGroup(),
            Instant.ofEpochMilli(simulated.startedAtMillis()),
            true,
            "");
    return new PreflightActivitiesImpl(ignored -> SimulatedAws.clients(region, from), clock)
        .lookAhead(new PreflightOrder(run, simulated.fleetIds(), deadLetterArn(region, simulated)));
  }

  private static String deadLetterArn(SimulatedRegion region, SimulatedRun simulated) {
    String url = simulated.deadLetterQueueUrl();
    String name = url.substring(url.lastIndexOf('/') + 1);
    return String.join(":", "arn:aws:sqs", region.region(), region.account(), name);
  }
}
