package org.distributedmonitor.acceptance.contract;

import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.worker.aws.AwsClients;

/** A simulated region in the place of AWS. */
public final class SimulatedClients {

  private SimulatedClients() {}

  public static AwsClients of(SimulatedRegion region) {
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
        region.region());
  }
}
