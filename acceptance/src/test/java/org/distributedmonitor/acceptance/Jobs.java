package org.distributedmonitor.acceptance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A run's queue with its jobs, and the dead-letter queue that all runs share. */
record Jobs(Aws aws, RunPlan plan) {
  static final String DEAD_LETTER_QUEUE = "user_DeadMessages";
  static final int MAX_RECEIVES = 10;

  String createQueueWithJobs() {
    String deadLetters = create(DEAD_LETTER_QUEUE, Map.of());
    String deadLetterArn =
        aws.sqs()
            .getQueueAttributes(
                g -> g.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    Map<QueueAttributeName, String> attributes = new LinkedHashMap<>();
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "120");
    attributes.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");
    attributes.put(
        QueueAttributeName.REDRIVE_POLICY,
        """
        {"deadLetterTargetArn":"%s","maxReceiveCount":"%d"}"""
            .formatted(deadLetterArn, MAX_RECEIVES));
    String url = create(plan.queue(), attributes);
    send(url, plan.jobs());
    return url;
  }

  void send(String url, int jobs) {
    for (int first = 0; first < jobs; first += 10) {
      SendMessageBatchRequestEntry[] entries =
          IntStream.range(first, Math.min(first + 10, jobs))
              .mapToObj(this::job)
              .toArray(SendMessageBatchRequestEntry[]::new);
      aws.sqs().sendMessageBatch(s -> s.queueUrl(url).entries(entries));
    }
  }

  private SendMessageBatchRequestEntry job(int number) {
    String body =
        """
        {"Metadata": "Metadata_Well=A%02d", "pipeline": "analysis.cppipe", "output": "%s/output"}"""
            .formatted(number, plan.app());
    return SendMessageBatchRequestEntry.builder().id("job" + number).messageBody(body).build();
  }

  private String create(String name, Map<QueueAttributeName, String> attributes) {
    CreateQueueRequest request =
        CreateQueueRequest.builder()
            .queueName(name)
            .attributes(attributes)
            .tags(Map.of("lab", "imaging"))
            .build();
    return aws.sqs().createQueue(request).queueUrl();
  }
}
