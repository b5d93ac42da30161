package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.distributedmonitor.cleanup.FailedJobs;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Saving a run's failed jobs from a dead-letter queue that it shares with others. */
interface DeadLetterContract {

  /** Both stand-ins let a job be taken so often. */
  int MOST_RECEIVES = 10;

  String JOB = "{\"Metadata\": \"Well=%s\", \"pipeline\": \"a.cppipe\"}";

  Stage stage();

  private void fail(OneRun run, String well) {
    String url = run.queueUrl();
    stage().aws().sqs().sendMessage(s -> s.queueUrl(url).messageBody(JOB.formatted(well)));
    for (int i = 0; i <= MOST_RECEIVES; i++) {
      stage()
          .aws()
          .sqs()
          .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(1).visibilityTimeout(0));
    }
  }

  private String deadLetterUrl(OneRun run) {
    String arn = run.frozen(run.fleetId()).frozen().queue().deadLetterArn();
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    return stage().aws().sqs().getQueueUrl(g -> g.queueName(name)).queueUrl();
  }

  private Set<String> messagesIn(String url) {
    Set<String> found = new TreeSet<>();
    stage()
        .aws()
        .sqs()
        .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0))
        .messages()
        .forEach(message -> found.add(message.messageId() + message.body()));
    return found;
  }

  @Test
  default void writesTheRunsFailedJobsAndLeavesAllDeadLettersWhereTheyAre() {
    OneRun run = stage().setUp(Setting.named("Plate1"));
    OneRun neighbour = stage().setUp(Setting.named("Plate1_2"));
    fail(run, "A01");
    fail(neighbour, "B01");
    fail(run, "A02");
    String deadLetters = deadLetterUrl(run);
    Set<String> before = messagesIn(deadLetters);

    FailedJobs failed = stage().queue().saveFailedJobs(run.frozen(run.fleetId()));
    FailedJobs again = stage().queue().saveFailedJobs(run.frozen(run.fleetId()));

    assertThat(failed.outcome().kind()).isEqualTo(Kind.DONE);
    assertThat(failed.count()).isEqualTo(2);
    assertThat(failed.location()).isEqualTo("s3://bucket-name/monitors/Plate1/failed-jobs.json");
    assertThat(again).isEqualTo(failed);
    String file =
        stage()
            .aws()
            .s3()
            .getObjectAsBytes(g -> g.bucket(Setting.BUCKET).key("monitors/Plate1/failed-jobs.json"))
            .asUtf8String();
    assertThat(file).contains("Well=A01", "Well=A02", "\"groups\"").doesNotContain("B01");
    assertThat(before).hasSize(3);
    assertThat(messagesIn(deadLetters)).isEqualTo(before);
    assertThat(
            stage()
                .aws()
                .sqs()
                .getQueueAttributes(
                    g ->
                        g.queueUrl(deadLetters)
                            .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes())
        .containsValue("3");
  }

  @Test
  default void hasNothingToDoWhereNoJobFailed() {
    OneRun run = stage().setUp(Setting.named("Plate1"));
    fail(stage().setUp(Setting.named("Plate1_2")), "B01");

    FailedJobs failed = stage().queue().saveFailedJobs(run.frozen(run.fleetId()));

    assertThat(failed.outcome().kind()).isEqualTo(Kind.NOTHING_TO_DO);
    assertThat(failed.count()).isZero();
  }
}
