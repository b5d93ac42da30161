package org.distributedmonitor.worker.automonitor;

import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.automonitor.DcpMonitor;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Caller;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.arns.ArnResource;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Who listens to the topic on which the queue alarms of DCP's Auto-Monitor speak. */
final class DcpSubscriptions {

  /** What {@code setup_AWS.py} calls the function, or a version of it; others are the lab's own. */
  private static final String DCP_FUNCTION = "Monitor";

  private DcpSubscriptions() {}

  static DcpMonitor look(AwsClients aws) {
    try {
      String topic = Caller.of(aws).arn("sns", aws.region(), DcpMonitor.TOPIC);
      return subscriptions(aws, topic)
          .map(all -> new DcpMonitor(topic, functions(all), ""))
          .orElse(DcpMonitor.none());
    } catch (ApplicationFailure failure) {
      if (failure.isNonRetryable()) {
        return new DcpMonitor("", List.of(), failure.getOriginalMessage());
      }
      throw failure;
    }
  }

  private static Optional<List<Subscription>> subscriptions(AwsClients aws, String topic) {
    return AwsFailures.unlessGone(
        Gone.TOPIC,
        () ->
            aws
                .sns()
                .listSubscriptionsByTopicPaginator(b -> b.topicArn(topic))
                .subscriptions()
                .stream()
                .toList());
  }

  private static List<String> functions(List<Subscription> all) {
    return all.stream()
        .filter(subscription -> "lambda".equals(subscription.protocol()))
        .map(Subscription::endpoint)
        .filter(
            endpoint -> Arn.tryFromString(endpoint).filter(DcpSubscriptions::isDcps).isPresent())
        .toList();
  }

  private static boolean isDcps(Arn endpoint) {
    ArnResource function = endpoint.resource();
    return endpoint.service().equals("lambda")
        && function.resourceType().filter("function"::equals).isPresent()
        && function.resource().equals(DCP_FUNCTION);
  }
}
