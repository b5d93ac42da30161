package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.distributedmonitor.preflight.Finding;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.preflight.PreflightOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Learning at the start of a run what will be refused at its end. */
interface PreflightContract {

  Stage stage();

  private Preflight look(OneRun run) {
    String deadLetters = run.frozen().frozen().queue().deadLetterArn();
    return stage()
        .preflight()
        .lookAhead(new PreflightOrder(run.run(), List.of(run.fleetId()), deadLetters));
  }

  private OneRun setUp() {
    OneRun run = stage().setUp(Setting.named("Plate1").in("lab").withMachines(1));
    stage().aws().s3().putBucketPolicy(p -> p.bucket(Setting.BUCKET).policy(LETS_LOGS_IN));
    return run;
  }

  String LETS_LOGS_IN =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "logs.us-east-1.amazonaws.com"},
         "Action": ["s3:GetBucketAcl", "s3:PutObject"],
         "Resource": ["arn:aws:s3:::bucket-name", "arn:aws:s3:::bucket-name/exportedlogs/*"]}]}
      """;

  @Test
  default void findsNothingWhereEverythingIsAllowed() {
    Preflight seen = look(setUp());

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.unchecked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sqs:DeleteQueue", "ec2:CancelSpotFleetRequests", "logs:CreateExportTask"})
  default void namesAPermissionThatIsMissing(String operation) {
    OneRun run = setUp();
    stage().cloud().refuse(operation);

    assertThat(look(run).findings())
        .extracting(Finding::what)
        .singleElement()
        .asString()
        .startsWith("The worker may not do " + operation + " on arn:aws:");
  }

  @Test
  default void makesHarmlessReadsWhereIamCannotBeAsked() {
    OneRun run = setUp();
    stage().cloud().refuse("iam:SimulatePrincipalPolicy");
    stage().cloud().refuse("logs:DescribeExportTasks");

    Preflight seen = look(run);

    assertThat(seen.unchecked()).singleElement().asString().contains("could not be asked");
    assertThat(seen.findings())
        .extracting(Finding::what)
        .singleElement()
        .asString()
        .startsWith("The worker may not do logs:DescribeExportTasks:");
  }

  @Test
  default void seesABucketThatTakesNoLogs() {
    OneRun run = setUp();
    stage()
        .aws()
        .s3()
        .putBucketPolicy(
            p -> p.bucket(Setting.BUCKET).policy(LETS_LOGS_IN.replace("us-east-1", "eu-west-1")));

    assertThat(look(run).findings())
        .extracting(Finding::what)
        .singleElement()
        .asString()
        .contains("does not let CloudWatch Logs write to it");
  }

  @Test
  default void seesABucketThatIsNotThere() {
    assertThat(look(setUp().inBucket("no-such-bucket")).findings())
        .extracting(Finding::what)
        .singleElement()
        .asString()
        .startsWith("There is no bucket no-such-bucket");
  }
}
