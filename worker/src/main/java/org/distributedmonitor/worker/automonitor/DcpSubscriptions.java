package org.distributedmonitor.worker.automonitor;

import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.distributedmonitor.automonitor.DcpMonitor;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Caller;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Who listens to the topic on which the queue alarms of DCP's Auto-Monitor speak. */
final class DcpSubscriptions {

  private static final String LIST = "sns:ListSubscriptionsByTopic";

  /** What {@code setup_AWS.py} calls the function, or a version of it; others are the lab's own. */
  private static final Pattern DCP_FUNCTION =
      Pattern.compile("arn:[^:]+:lambda:[^:]+:[^:]+:function:Monitor(:[^:]+)?");

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
        LIST,
        Gone.TOPIC,
        () ->
            Pages.all(
                    token ->
                        aws.sns().listSubscriptionsByTopic(b -> b.topicArn(topic).nextToken(token)),
                    ListSubscriptionsByTopicResponse::nextToken)
                .stream()
                .flatMap(page -> page.subscriptions().stream())
                .toList());
  }

  private static List<String> functions(List<Subscription> all) {
    return all.stream()
        .filter(subscription -> "lambda".equals(subscription.protocol()))
        .map(Subscription::endpoint)
        .filter(endpoint -> DCP_FUNCTION.matcher(endpoint).matches())
        .toList();
  }
}
