package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.distributedmonitor.simulator.sqs.QueueCounts;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

class QueuesTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final SqsClient sqs = region.sqs();
  private final String url = sqs.createQueue(r -> r.queueName("Jobs")).queueUrl();

  private QueueCounts counts() {
    Map<QueueAttributeName, String> all =
        sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return new QueueCounts(
        Integer.parseInt(all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
        Integer.parseInt(all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)),
        Integer.parseInt(all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)));
  }

  private Message receive() {
    return sqs.receiveMessage(r -> r.queueUrl(url)).messages().get(0);
  }

  @Test
  void withoutNamesThereAreNoAttributes() {
    assertThat(sqs.getQueueAttributes(r -> r.queueUrl(url)).attributes()).isEmpty();
    assertThat(
            sqs.getQueueAttributes(
                    r -> r.queueUrl(url).attributeNamesWithStrings("QueueArn", "CreatedTimestamp"))
                .attributesAsStrings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "QueueArn", "arn:aws:sqs:us-east-1:123456789012:Jobs",
                "CreatedTimestamp", "1772352000"));
  }

  @Test
  void messagesAreVisibleInFlightOrDelayed() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("a"));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("b"));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("c").delaySeconds(60));
    receive();
    assertThat(counts()).isEqualTo(new QueueCounts(1, 1, 1));

    clock.advance(Duration.ofSeconds(30));
    assertThat(counts()).isEqualTo(new QueueCounts(2, 0, 1));
    clock.advance(Duration.ofSeconds(30));
    assertThat(counts()).isEqualTo(new QueueCounts(3, 0, 0));
    clock.advance(Duration.ofDays(4));
    assertThat(counts()).as("after the retention").isEqualTo(QueueCounts.ZERO);
  }

  @Test
  void visibilityCanBeChangedOnlyInFlight() {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("a"));
    Message message = receive();
    sqs.changeMessageVisibility(
        r -> r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(300));
    clock.advance(Duration.ofSeconds(299));
    assertThat(counts().inFlight()).isEqualTo(1);
    sqs.changeMessageVisibility(
        r -> r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    assertThat(counts().visible()).isEqualTo(1);

    assertThatThrownBy(
            () ->
                sqs.changeMessageVisibility(
                    r ->
                        r.queueUrl(url)
                            .receiptHandle(message.receiptHandle())
                            .visibilityTimeout(9)))
        .isInstanceOf(MessageNotInflightException.class);
  }

  @Test
  void aDeletedQueueAnswersForAMinuteAndItsNameIsNotFree() {
    sqs.deleteQueue(r -> r.queueUrl(url));

    clock.advance(Duration.ofSeconds(59));
    assertThat(sqs.getQueueUrl(r -> r.queueName("Jobs")).queueUrl()).isEqualTo(url);
    assertThatThrownBy(() -> sqs.createQueue(r -> r.queueName("Jobs")))
        .isInstanceOfSatisfying(
            QueueDeletedRecentlyException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .isEqualTo("AWS.SimpleQueueService.QueueDeletedRecently"));
    clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("Jobs")))
        .isInstanceOfSatisfying(
            QueueDoesNotExistException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
    sqs.createQueue(r -> r.queueName("Jobs"));
    assertThat(counts()).isEqualTo(QueueCounts.ZERO);
  }

  @Test
  void theLagOfADeletionCanBeChosen() {
    SimulatedRegion prompt =
        SimulatedRegion.builder().clock(clock).queueDeletionLag(Duration.ZERO).build();
    String queue = prompt.sqs().createQueue(r -> r.queueName("Jobs")).queueUrl();
    prompt.sqs().deleteQueue(r -> r.queueUrl(queue));

    assertThatThrownBy(() -> prompt.sqs().deleteQueue(r -> r.queueUrl(queue)))
        .isInstanceOf(QueueDoesNotExistException.class);
  }

  @Test
  void batchesHoldOneToTen() {
    List<SendMessageBatchRequestEntry> eleven =
        IntStream.range(0, 11)
            .mapToObj(
                i ->
                    SendMessageBatchRequestEntry.builder()
                        .id("m" + i)
                        .messageBody("body " + i)
                        .build())
            .toList();

    assertThatThrownBy(() -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(eleven)))
        .isInstanceOf(TooManyEntriesInBatchRequestException.class);
    assertThatThrownBy(() -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(List.of())))
        .isInstanceOf(EmptyBatchRequestException.class);
    sqs.sendMessageBatch(r -> r.queueUrl(url).entries(eleven.subList(0, 10)));
    assertThat(counts().visible()).isEqualTo(10);
  }

  @Test
  void listingHasATokenOnlyWhenASizeIsAsked() {
    sqs.createQueue(r -> r.queueName("Jobs1"));
    sqs.createQueue(r -> r.queueName("Other"));

    assertThat(sqs.listQueues(r -> r.queueNamePrefix("Jobs")).queueUrls()).hasSize(2);
    assertThat(sqs.listQueues().nextToken()).isNull();
    assertThat(sqs.listQueues(r -> r.maxResults(1)).nextToken()).isNotNull();
    assertThat(sqs.listQueuesPaginator(r -> r.maxResults(1)).queueUrls()).hasSize(3);
  }

  @Test
  void tagsAreKept() {
    sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("owner", "lab")));

    assertThat(sqs.listQueueTags(r -> r.queueUrl(url)).tags()).containsEntry("owner", "lab");
  }

  @Test
  void countsCanLagAndLie() {
    region.faults().countLag(Duration.ofMinutes(1));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("a"));
    assertThat(counts().visible()).isZero();
    clock.advance(Duration.ofMinutes(1));
    assertThat(counts().visible()).isEqualTo(1);

    region
        .faults()
        .queueCounts(clock.instant(), clock.instant().plusSeconds(60), real -> QueueCounts.ZERO);
    assertThat(counts()).isEqualTo(QueueCounts.ZERO);
    clock.advance(Duration.ofMinutes(1));
    assertThat(counts().visible()).isEqualTo(1);
  }
}
