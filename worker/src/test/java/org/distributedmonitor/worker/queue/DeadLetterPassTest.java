package org.distributedmonitor.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.simulator.MovableClock;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A dead-letter queue that several runs share is read whole and left as it was. */
@Timeout(60)
class DeadLetterPassTest {

  private static final Duration ONE_RECEIVE = Duration.ofMillis(400);

  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final SqsClient sqs = region.sqs();
  private String url;

  @BeforeEach
  void makeTheDeadLetterQueue() {
    url = sqs.createQueue(b -> b.queueName("Dead")).queueUrl();
  }

  /** At 0.4 s for each receive the pass lasts almost three minutes. */
  @Test
  void takesEachMessageOfABigQueueOnceThoughThatLastsMinutes() {
    send(url, 4_000, "job ");
    List<Integer> progress = new ArrayList<>();
    DeadLetterPass pass = new DeadLetterPass(sqs, url, 4_000);

    pass.takeAll(
        count -> {
          progress.add(count);
          clock.advance(ONE_RECEIVE);
        });

    assertThat(progress).last().isEqualTo(4_000);
    assertThat(progress).hasSize(402);
    pass.giveBack();
    assertThat(waiting()).isEqualTo(4_000);
    assertThat(receiveCounts()).containsOnly("2");
  }

  @Test
  void keepsAsManyTakenNoLongerThanTheyNeed() {
    assertThat(new DeadLetterPass(sqs, url, 0).taken()).isEqualTo(Duration.ofSeconds(60));
    assertThat(new DeadLetterPass(sqs, url, 4_000).taken()).isEqualTo(Duration.ofSeconds(260));
    assertThat(new DeadLetterPass(sqs, url, 900_000).taken()).isEqualTo(Duration.ofMinutes(20));
    assertThat(new DeadLetterPass(sqs, url, -1).taken()).isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void givesBackAtOnceWhatItHasTaken() {
    send(url, 25, "job ");
    DeadLetterPass pass = new DeadLetterPass(sqs, url, 25);
    pass.takeAll(count -> {});
    assertThat(waiting()).isZero();

    pass.giveBack();

    assertThat(waiting()).isEqualTo(25);
  }

  /** Two runs share it, and one of them had a queue of its name before. */
  @Test
  void tellsTheRunsJobsFromThoseOfItsNeighbourAndOfAnEarlierQueueOfItsName() {
    fail("PlatesQueue", "earlier");
    sqs.deleteQueue(b -> b.queueUrl(queueUrl("PlatesQueue")));
    clock.advance(Duration.ofMinutes(5));
    fail("PlatesQueue", "ours");
    fail("CellsQueue", "neighbour's");
    DeadLetterPass pass = new DeadLetterPass(sqs, url, 3);

    pass.takeAll(count -> {});

    assertThat(pass.failedIn(facts("PlatesQueue")))
        .extracting(FailedJob::body)
        .containsExactly("ours 0");
    assertThat(pass.failedIn(facts("CellsQueue")))
        .extracting(FailedJob::body)
        .containsExactly("neighbour's 0");
  }

  /** Makes a queue whose one job fails for good. */
  private void fail(String queue, String job) {
    String redrive =
        "{\"deadLetterTargetArn\":\""
            + attribute(url, QueueAttributeName.QUEUE_ARN)
            + "\",\"maxReceiveCount\":1}";
    sqs.createQueue(
        b -> b.queueName(queue).attributesWithStrings(Map.of("RedrivePolicy", redrive)));
    send(queueUrl(queue), 1, job + " ");
    for (int i = 0; i < 2; i++) {
      sqs.receiveMessage(b -> b.queueUrl(queueUrl(queue)).visibilityTimeout(1));
      clock.advance(Duration.ofSeconds(2));
    }
  }

  private QueueFacts facts(String queue) {
    String at = queueUrl(queue);
    long created = Long.parseLong(attribute(at, QueueAttributeName.CREATED_TIMESTAMP));
    return new QueueFacts(
        at,
        attribute(at, QueueAttributeName.QUEUE_ARN),
        Instant.ofEpochSecond(created),
        "",
        Duration.ofSeconds(30),
        2);
  }

  private String queueUrl(String queue) {
    return sqs.getQueueUrl(b -> b.queueName(queue)).queueUrl();
  }

  private void send(String to, int messages, String text) {
    for (int from = 0; from < messages; from += 10) {
      List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
      for (int i = from; i < Math.min(messages, from + 10); i++) {
        entries.add(
            SendMessageBatchRequestEntry.builder().id("m" + i).messageBody(text + i).build());
      }
      sqs.sendMessageBatch(b -> b.queueUrl(to).entries(entries));
    }
  }

  private int waiting() {
    return Integer.parseInt(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  private String attribute(String of, QueueAttributeName name) {
    return sqs.getQueueAttributes(b -> b.queueUrl(of).attributeNames(name)).attributes().get(name);
  }

  /** How often each message has been received, this look included. */
  private List<String> receiveCounts() {
    List<String> counts = new ArrayList<>();
    List<Message> batch;
    do {
      batch =
          sqs.receiveMessage(
                  b ->
                      b.queueUrl(url)
                          .maxNumberOfMessages(10)
                          .visibilityTimeout(600)
                          .messageSystemAttributeNamesWithStrings("ApproximateReceiveCount"))
              .messages();
      batch.forEach(
          message -> counts.add(message.attributesAsStrings().get("ApproximateReceiveCount")));
    } while (!batch.isEmpty());
    return counts;
  }
}
