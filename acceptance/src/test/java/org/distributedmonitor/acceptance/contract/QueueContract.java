package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.QueueRemoval;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Looking at a run's queue, and deleting it. */
interface QueueContract {

  Stage stage();

  private OneRun plate(int jobs) {
    return stage().setUp(Setting.named("Plate1").withJobs(jobs));
  }

  private ReceiveMessageResponse take(String url, int jobs) {
    return stage()
        .aws()
        .sqs()
        .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(jobs).visibilityTimeout(3600));
  }

  private void finish(String url, ReceiveMessageResponse taken) {
    taken
        .messages()
        .forEach(
            job ->
                stage()
                    .aws()
                    .sqs()
                    .deleteMessage(d -> d.queueUrl(url).receiptHandle(job.receiptHandle())));
  }

  @Test
  default void countsJobsThatWaitAreTakenAndDelayed() {
    OneRun run = plate(6);
    take(run.queueUrl(), 2);
    stage()
        .aws()
        .sqs()
        .sendMessage(s -> s.queueUrl(run.queueUrl()).messageBody("{}").delaySeconds(600));

    QueueSighting seen = run.look(QueueSighting.none());

    assertThat(seen.situation()).isEqualTo(QueueSituation.JOBS_WAITING);
    QueueReading reading = seen.newest();
    assertThat(reading).isEqualTo(new QueueReading(reading.at(), 4, 2, 1));
    assertThat(seen.facts().url()).isEqualTo(run.queueUrl());
    assertThat(seen.facts().arn()).endsWith(":Plate1Queue");
    assertThat(seen.facts().deadLetterArn()).endsWith("DeadMessages");
  }

  @Test
  default void tellsJobsInProcessFromNone() {
    OneRun run = plate(3);
    ReceiveMessageResponse taken = take(run.queueUrl(), 10);

    QueueSighting inProcess = run.look(QueueSighting.none());
    finish(run.queueUrl(), taken);
    QueueSighting empty = run.look(inProcess);

    assertThat(taken.messages()).hasSize(3);
    assertThat(inProcess.situation()).isEqualTo(QueueSituation.JOBS_IN_PROCESS);
    assertThat(empty.situation()).isEqualTo(QueueSituation.EMPTY);
    assertThat(empty.looks()).isEqualTo(1);
  }

  @Test
  default void findsAQueueByItsWholeNameOnly() {
    OneRun run = plate(0);
    CleanupOrder order = run.frozen(run.fleetId());
    String neighbour = stage().aws().sqs().createQueue(c -> c.queueName("Plate1Queue1")).queueUrl();
    stage().aws().sqs().sendMessage(s -> s.queueUrl(neighbour).messageBody("{}"));

    QueueRemoval first = stage().queue().deleteQueue(order);
    stage()
        .cloud()
        .eventually(() -> run.look(QueueSighting.none()).situation() == QueueSituation.MISSING);
    QueueRemoval second = stage().queue().deleteQueue(order);

    assertThat(first.outcome().kind()).isEqualTo(Kind.DONE);
    assertThat(second.outcome().kind()).isEqualTo(Kind.ALREADY_GONE);
    assertThat(stage().aws().sqs().listQueues().queueUrls())
        .contains(neighbour)
        .noneMatch(url -> url.endsWith("/Plate1Queue"))
        .anyMatch(url -> url.endsWith("DeadMessages"));
  }

  @Test
  default void keepsAQueueInWhichJobsHaveArrived() {
    OneRun run = plate(0);
    CleanupOrder order = run.frozen(run.fleetId());
    stage().aws().sqs().sendMessage(s -> s.queueUrl(run.queueUrl()).messageBody("{}"));

    QueueRemoval removal = stage().queue().deleteQueue(order);

    assertThat(removal.jobsArrived()).isEqualTo(1);
    assertThat(removal.outcome().kind()).isEqualTo(Kind.LEFT);
    assertThat(run.look(QueueSighting.none()).newest().visible()).isEqualTo(1);
  }

  @Test
  default void leavesAQueueThatWasMadeAnew() {
    OneRun run = plate(0);
    CleanupOrder order = run.frozen(run.fleetId());
    stage().aws().sqs().deleteQueue(d -> d.queueUrl(run.queueUrl()));
    stage().cloud().aMinutePasses();
    stage().aws().sqs().createQueue(c -> c.queueName("Plate1Queue"));

    QueueRemoval removal = stage().queue().deleteQueue(order);

    assertThat(removal.outcome().kind()).isEqualTo(Kind.LEFT);
    assertThat(removal.outcome().detail()).contains("made anew");
    assertThat(run.queueUrl()).endsWith("/Plate1Queue");
  }

  @Test
  default void saysWhatIsRefusedOrThrottled() {
    OneRun run = plate(0);
    CleanupOrder order = run.frozen(run.fleetId());
    stage().cloud().refuse("sqs:DeleteQueue");
    stage().cloud().throttle("sqs:GetQueueAttributes");

    String throttled = Stage.failureOf(() -> run.look(QueueSighting.none())).getType();
    Refusal refused = Stage.refusalOf(() -> stage().queue().deleteQueue(order));

    assertThat(throttled).isEqualTo(FailureType.THROTTLED.name());
    assertThat(refused.operation()).isEqualTo("sqs:DeleteQueue");
    assertThat(refused.code()).isEqualTo("AccessDenied");
    assertThat(refused.remedy()).contains("Allow sqs:DeleteQueue");
  }
}
