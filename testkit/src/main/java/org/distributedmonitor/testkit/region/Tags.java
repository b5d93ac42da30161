package org.distributedmonitor.testkit.region;

import java.util.Map;
import org.distributedmonitor.simulator.SimulatedRegion;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** The tag by which somebody protects something. */
public final class Tags {

  private static final String KEY = "distributed-monitor:protect";
  private static final String VALUE = "true";

  private Tags() {}

  public static void protectQueue(SimulatedRegion region, String name) {
    tagQueue(region, name, VALUE);
  }

  /** The same tag, with whatever value. */
  public static void tagQueue(SimulatedRegion region, String name, String value) {
    String url = region.sqs().getQueueUrl(b -> b.queueName(name)).queueUrl();
    region.sqs().tagQueue(b -> b.queueUrl(url).tags(Map.of(KEY, value)));
  }

  /** A service, a cluster or a revision of a task definition. */
  public static void protectInEcs(SimulatedRegion region, String resource) {
    region
        .ecs()
        .tagResource(
            b ->
                b.resourceArn(arn(region, "ecs", region.region(), resource))
                    .tags(
                        software.amazon.awssdk.services.ecs.model.Tag.builder()
                            .key(KEY)
                            .value(VALUE)
                            .build()));
  }

  public static void protectAlarm(SimulatedRegion region, String name) {
    tag(region, arn(region, "cloudwatch", region.region(), "alarm:" + name));
  }

  public static void protectDashboard(SimulatedRegion region, String name) {
    tag(region, arn(region, "cloudwatch", "", "dashboard/" + name));
  }

  /** A fleet, a machine or a volume. */
  public static void protectInEc2(SimulatedRegion region, String id) {
    software.amazon.awssdk.services.ec2.model.Tag tag =
        software.amazon.awssdk.services.ec2.model.Tag.builder().key(KEY).value(VALUE).build();
    region.ec2().createTags(b -> b.resources(id).tags(tag));
  }

  private static void tag(SimulatedRegion region, String arn) {
    region
        .cloudWatch()
        .tagResource(b -> b.resourceARN(arn).tags(Tag.builder().key(KEY).value(VALUE).build()));
  }

  private static String arn(SimulatedRegion region, String service, String where, String what) {
    return String.join(":", "arn:aws", service, where, region.account(), what);
  }
}
