package org.distributedmonitor.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.activity.QueueActivities;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.worker.aws.AwsClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.SqsException;

class WatchQueueTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Run RUN =
      new Run("Plate1", "default", "Plate1Queue", "bucket", "Plate1", NOON, false, "");

  private final FakeSqs sqs = new FakeSqs();
  private final List<QueueSighting> heartbeats = new ArrayList<>();
  private final TestActivityEnvironment env =
      TestActivityEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build())
              .build());

  @AfterEach
  void close() {
    env.close();
  }

  @Test
  void reportsTheFirstReading() {
    sqs.counts(62, 64, 0);

    QueueSighting sighting = watchAt(NOON, watch(QueueSighting.none()));

    assertThat(sighting.situation()).isEqualTo(QueueSituation.JOBS_WAITING);
    assertThat(sighting.newest().remaining()).isEqualTo(126);
    assertThat(sighting.facts().arn()).isEqualTo(FakeSqs.ARN);
    assertThat(sqs.calls).containsExactly("GetQueueUrl", "GetQueueAttributes");
  }

  @Test
  void waitsWhileNothingChangesAndSaysWhatItSees() {
    QueueSighting known = seenAt(NOON, 70, 64, 0);
    sqs.counts(62, 64, 0);

    ApplicationFailure failure = failureAt(NOON.plus(MINUTE), watch(known));

    assertThat(failure.getType()).isEqualTo("STILL_WATCHING");
    assertThat(failure.getOriginalMessage()).isEqualTo("62 jobs waiting, 64 in process");
    assertThat(failure.getNextRetryDelay()).isEqualTo(MINUTE);
    assertThat(heartbeats).hasSize(1);
    assertThat(heartbeats.get(0).newest().visible()).isEqualTo(62);
    assertThat(sqs.calls).as("the URL is asked for once").containsExactly("GetQueueAttributes");
  }

  @Test
  void oneJobIsOneJobAndDelayedOnesAreNamed() {
    sqs.counts(1, 0, 3);

    ApplicationFailure failure = failureAt(NOON.plus(MINUTE), watch(seenAt(NOON, 5, 0, 0)));

    assertThat(failure.getOriginalMessage()).isEqualTo("1 job waiting, 3 delayed, 0 in process");
  }

  @Test
  void anEmptyQueueIsToldWithItsSince() {
    QueueSighting known = seenAt(NOON.plusSeconds(190), 0, 0, 0);

    ApplicationFailure failure = failureAt(NOON.plusSeconds(260), watch(known));

    assertThat(failure.getOriginalMessage()).isEqualTo("The queue is empty since 12:03:10 UTC");
  }

  @Test
  void doesNotReadAgainBeforeTheIntervalIsOver() {
    QueueSighting known = seenAt(NOON, 5, 0, 0);

    ApplicationFailure failure = failureAt(NOON.plusSeconds(20), watch(known));

    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(40));
    assertThat(sqs.calls).isEmpty();
    assertThat(heartbeats).as("its age can be told").containsExactly(known);
  }

  @Test
  void goesOnFromTheLastAttemptsHeartbeat() {
    QueueSighting known = seenAt(NOON, 5, 0, 0);
    QueueSighting later =
        known
            .failed("SQS hangs.", false, NOON.plusSeconds(60))
            .failed("SQS hangs.", false, NOON.plusSeconds(120));
    env.setHeartbeatDetails(later);
    sqs.fails(sqs("InternalError", 500));

    QueueSighting sighting = watchAt(NOON.plusSeconds(180), watch(known));

    assertThat(sighting.failures()).isEqualTo(3);
    assertThat(sighting.troubled()).isTrue();
  }

  @Test
  void aFailedLookIsNoReading() {
    sqs.fails(sqs("RequestThrottled", 403));
    QueueSighting known = seenAt(NOON, 5, 0, 0);

    ApplicationFailure failure = failureAt(NOON.plus(MINUTE), watch(known));

    assertThat(failure.getType()).isEqualTo("STILL_WATCHING");
    assertThat(failure.getNextRetryDelay()).as("slower").isEqualTo(MINUTE.multipliedBy(2));
    assertThat(failure.getOriginalMessage())
        .startsWith("SQS could not be read: AWS asks to go slower")
        .endsWith("the last reading was at 12:00:00 UTC: 5 jobs waiting, 0 in process");
    assertThat(heartbeats.get(0).at()).isEqualTo(NOON);
    assertThat(heartbeats.get(0).failures()).isEqualTo(1);
  }

  @Test
  void aRefusalIsReportedAtOnce() {
    sqs.fails(sqs("AccessDenied", 403));

    QueueSighting sighting = watchAt(NOON.plus(MINUTE), watch(seenAt(NOON, 5, 0, 0)));

    assertThat(sighting.refused()).isTrue();
    assertThat(sighting.trouble()).contains("sqs:GetQueueAttributes was refused");
  }

  @Test
  void aMissingQueueIsASighting() {
    sqs.missing();

    QueueSighting sighting = watchAt(NOON, watch(QueueSighting.none()));

    assertThat(sighting.situation()).isEqualTo(QueueSituation.MISSING);
    assertThat(sighting.facts()).isNull();
  }

  /** Seen by another client, so that this one's calls are the test's own. */
  private static QueueSighting seenAt(Instant when, int visible, int inFlight, int delayed) {
    FakeSqs other = new FakeSqs().counts(visible, inFlight, delayed);
    return new Watch(new QueueReader(at(when)), at(when))
        .look(other, watch(QueueSighting.none()), QueueSighting.none());
  }

  private static QueueWatch watch(QueueSighting known) {
    return new QueueWatch(RUN, known, NOON.plus(Duration.ofDays(1)), MINUTE);
  }

  private QueueSighting watchAt(Instant now, QueueWatch order) {
    env.registerActivitiesImplementations(new QueueActivitiesImpl(run -> clients(), at(now)));
    env.setActivityHeartbeatListener(QueueSighting.class, heartbeats::add);
    return env.newActivityStub(QueueActivities.class).watchQueue(order);
  }

  private ApplicationFailure failureAt(Instant now, QueueWatch order) {
    Throwable thrown = catchThrowable(() -> watchAt(now, order));
    assertThat(thrown).isInstanceOf(ActivityFailure.class);
    return (ApplicationFailure) thrown.getCause();
  }

  private AwsClients clients() {
    return new AwsClients(sqs, null, null, null, null, null, null, null, null, null, "us-east-1");
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static SqsException sqs(String code, int status) {
    return (SqsException)
        SqsException.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("AWS says so.").build())
            .build();
  }
}
