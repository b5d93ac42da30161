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
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Who listens to the topic on which the queue alarms of DCP's Auto-Monitor speak. */
final class DcpSubscriptions {

  /** What {@code setup_AWS.py} calls the function, or a version of it; others are the lab's own. */
  private static final Pattern DCP_FUNCTION = Pattern.compile("function:Monitor(:.+)?");

  private DcpSubscriptions() {}

  static DcpMonitor look(AwsClients aws) {
    try {
      String topic = Caller.of(aws).arn("sns", aws.region(), DcpMonitor.TOPIC);
      return functions(aws, topic)
          .map(all -> new DcpMonitor(topic, all, ""))
          .orElse(DcpMonitor.none());
    } catch (ApplicationFailure failure) {
      return new DcpMonitor("", List.of(), AwsFailures.wordsIfRefused(failure));
    }
  }

  private static Optional<List<String>> functions(AwsClients aws, String topic) {
    return Gone.TOPIC.or(
        () ->
            aws.sns().listSubscriptionsByTopicPaginator(b -> b.topicArn(topic)).stream()
                .flatMap(page -> page.subscriptions().stream())
                .filter(subscription -> "lambda".equals(subscription.protocol()))
                .map(Subscription::endpoint)
                .filter(it -> Arn.tryFromString(it).filter(DcpSubscriptions::isDcps).isPresent())
                .toList());
  }

  private static boolean isDcps(Arn listener) {
    return DCP_FUNCTION.matcher(listener.resourceAsString()).matches();
  }
}
