package org.distributedmonitor.testkit;

import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsRegions;

/** A simulated region in the place of AWS. */
public final class SimulatedAws {

  private SimulatedAws() {}

  /** The same region whatever region a run names. */
  public static AwsRegions regions(SimulatedRegion region) {
    AwsClients clients = clients(region);
    return run -> clients;
  }

  public static AwsClients clients(SimulatedRegion region) {
    return clients(region, region.region());
  }

  /** The region's clients, as seen by a worker that believes to be in the region of this name. */
  public static AwsClients clients(SimulatedRegion region, String name) {
    return new AwsClients(
        region.sqs(),
        region.ec2(),
        region.ecs(),
        region.cloudWatch(),
        region.logs(),
        region.s3(),
        region.sts(),
        region.iam(),
        region.tagging(),
        region.sns(),
        name);
  }
}
