package org.distributedmonitor.simulator.sns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.world.World;

/** SNS's topics and who is subscribed to them. */
public final class Topics {
  /** One subscription. */
  record Subscription(String arn, String protocol, String endpoint) {}

  final Map<String, List<Subscription>> byArn = new TreeMap<>();
  private final World world;

  public Topics(World world) {
    this.world = world;
  }

  /** A topic that is there already is kept, as AWS does. */
  String create(String name) {
    String arn = world.arn("sns", name);
    byArn.putIfAbsent(arn, new ArrayList<>());
    return arn;
  }

  List<Subscription> of(String topicArn) {
    List<Subscription> subscriptions = byArn.get(topicArn);
    if (subscriptions == null) {
      throw world.error("NotFound");
    }
    return subscriptions;
  }
}
