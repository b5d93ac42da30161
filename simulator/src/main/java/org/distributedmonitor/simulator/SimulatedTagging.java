package org.distributedmonitor.simulator;

import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;

/** The tagging service: every resource of the region that has a tag. */
final class SimulatedTagging implements ResourceGroupsTaggingApiClient {
  private final World world;

  SimulatedTagging(World world) {
    this.world = world;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
