package org.distributedmonitor.testkit.region;

import org.distributedmonitor.simulator.SimulatedRegion;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Volumes that no machine uses. */
public final class Volumes {

  private Volumes() {}

  /** Makes one of this name, and tells its id. */
  public static String create(SimulatedRegion region, String name) {
    Tag tag = Tag.builder().key("Name").value(name).build();
    TagSpecification tags =
        TagSpecification.builder().resourceType(ResourceType.VOLUME).tags(tag).build();
    return region
        .ec2()
        .createVolume(b -> b.availabilityZone("us-east-1a").size(8).tagSpecifications(tags))
        .volumeId();
  }
}
