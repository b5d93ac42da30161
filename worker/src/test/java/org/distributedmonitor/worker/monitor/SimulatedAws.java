package org.distributedmonitor.worker.monitor;

import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsRegions;

/** A simulated region in the place of AWS. */
final class SimulatedAws {

  private SimulatedAws() {}

  /** The same region whatever region a run names. */
  static AwsRegions regions(SimulatedRegion region) {
    AwsClients clients =
        new AwsClients(
            region.sqs(),
            region.ec2(),
            region.ecs(),
            region.cloudWatch(),
            region.logs(),
            region.s3(),
            region.sts(),
            region.iam(),
            region.tagging(),
            region.region());
    return run -> clients;
  }
}
