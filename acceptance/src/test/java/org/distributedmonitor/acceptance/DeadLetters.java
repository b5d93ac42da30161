package org.distributedmonitor.acceptance;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The dead-letter queue that runs share: its attributes, and every message in it. */
record DeadLetters(Aws aws, String url) {
  /** An answer may leave messages out, so it is asked more than once. */
  private static final int ASKS = 3;

  String dump() {
    Map<String, String> attributes =
        new TreeMap<>(
            aws.sqs()
                .getQueueAttributes(g -> g.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings());
    TreeSet<String> messages = new TreeSet<>();
    for (int i = 0; i < ASKS; i++) {
      aws.sqs()
          .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0))
          .messages()
          .forEach(message -> messages.add(told(message)));
    }
    return attributes + "\n" + String.join("\n", messages);
  }

  private static String told(Message message) {
    return message.messageId() + " " + message.body();
  }
}
