package org.distributedmonitor.simulator.sns;

import java.util.Comparator;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Subscription;

/** SNS, as far as it tells who is subscribed to what. */
public final class SimulatedSns implements SnsClient {
  private final World world;

  public SimulatedSns(World world) {
    this.world = world;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public CreateTopicResponse createTopic(CreateTopicRequest request) {
    return world.call(
        "sns:CreateTopic",
        World.named(world.arn("sns", request.name())),
        () -> CreateTopicResponse.builder().topicArn(world.topics.create(request.name())).build());
  }

  @Override
  public SubscribeResponse subscribe(SubscribeRequest request) {
    return world.call(
        "sns:Subscribe",
        World.named(request.topicArn()),
        () -> {
          String arn = request.topicArn() + ":" + world.uuid();
          world
              .topics
              .of(request.topicArn())
              .add(new Topics.Subscription(arn, request.protocol(), request.endpoint()));
          return SubscribeResponse.builder().subscriptionArn(arn).build();
        });
  }

  @Override
  public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(
      ListSubscriptionsByTopicRequest request) {
    return world.call(
        "sns:ListSubscriptionsByTopic",
        World.named(request.topicArn()),
        () -> {
          Pages<Topics.Subscription> page =
              world.page(
                  world.topics.of(request.topicArn()).stream()
                      .sorted(Comparator.comparing(Topics.Subscription::arn))
                      .toList(),
                  Topics.Subscription::arn,
                  request.nextToken(),
                  null,
                  () -> world.saying("InvalidParameter", "Invalid parameter: NextToken"));
          return ListSubscriptionsByTopicResponse.builder()
              .subscriptions(
                  page.items().stream().map(one -> told(request.topicArn(), one)).toList())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private Subscription told(String topicArn, Topics.Subscription one) {
    return Subscription.builder()
        .topicArn(topicArn)
        .subscriptionArn(one.arn())
        .protocol(one.protocol())
        .endpoint(one.endpoint())
        .owner(world.account)
        .build();
  }
}
