package org.distributedmonitor.simulator;

import software.amazon.awssdk.services.iam.IamClient;

/** IAM: what the caller's policies allow. */
final class SimulatedIam implements IamClient {
  private final World world;

  SimulatedIam(World world) {
    this.world = world;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
