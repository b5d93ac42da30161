package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;

class SnsTest {
  private final SimulatedRegion region = SimulatedRegion.builder().build();
  private final SnsClient sns = region.sns();

  @Test
  void tellsWhoIsSubscribedOnEveryPage() {
    String topic = sns.createTopic(b -> b.name("Monitor")).topicArn();
    for (int i = 0; i < 101; i++) {
      String endpoint = "lab" + i + "@example.org";
      sns.subscribe(b -> b.topicArn(topic).protocol("email").endpoint(endpoint));
    }

    assertThat(topic).isEqualTo("arn:aws:sns:us-east-1:123456789012:Monitor");
    assertThat(sns.createTopic(b -> b.name("Monitor")).topicArn()).isEqualTo(topic);
    assertThat(sns.listSubscriptionsByTopic(b -> b.topicArn(topic)).subscriptions()).hasSize(100);
    assertThat(sns.listSubscriptionsByTopicPaginator(b -> b.topicArn(topic)).subscriptions())
        .hasSize(101)
        .allMatch(one -> one.protocol().equals("email"));
  }

  @Test
  void saysThatThereIsNoTopicOrNoPermission() {
    assertThatThrownBy(() -> sns.listSubscriptionsByTopic(b -> b.topicArn("arn:x")))
        .isInstanceOf(NotFoundException.class);
    region.faults().refuse("sns:ListSubscriptionsByTopic");
    assertThatThrownBy(() -> sns.listSubscriptionsByTopic(b -> b.topicArn("arn:x")))
        .isInstanceOfSatisfying(
            SnsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AuthorizationError"));
  }
}
