package org.distributedmonitor.scenarios.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.WholeRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that a whole run makes, refused from its first call on. */
@Tag("slow")
@Timeout(60)
class RefusedOperationTest {

  /** Nobody has to do anything about these: what they would tell or do is had in another way. */
  private static final Set<String> NOT_MISSED =
      Set.of(
          "logs:DescribeLogGroups",
          "logs:DescribeLogStreams",
          "s3:ListObjectsV2",
          "sqs:ChangeMessageVisibilityBatch",
          "iam:GetRole",
          "iam:SimulatePrincipalPolicy",
          "s3:GetBucketPolicy",
          "s3:HeadBucket");

  /**
   * Those by which the monitor looks ahead; STS, which refuses only bad credentials; and a listing
   * that IAM knows by another name.
   */
  private static final Set<String> NOT_FORESEEN =
      Set.of(
          "s3:ListObjectsV2",
          "iam:GetRole",
          "iam:SimulatePrincipalPolicy",
          "s3:GetBucketPolicy",
          "s3:HeadBucket",
          "sts:GetCallerIdentity");

  /** Without them nobody knows whether jobs remain, so that nothing may be torn down. */
  private static final Set<String> READ_THE_QUEUE =
      Set.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl");

  /** Those of a machine's guard, and a second way to machines: the clean-up does without them. */
  private static final Set<String> ONLY_WHILE_WATCHING =
      Set.of(
          "cloudwatch:PutMetricAlarm",
          "ec2:CreateTags",
          "ec2:DescribeSpotFleetInstances",
          "ec2:ModifySpotFleetRequest",
          "ecs:DescribeContainerInstances",
          "sts:GetCallerIdentity");

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  static List<String> operations() {
    return WholeRun.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void isNamedWithItsRemedyKeepsNothingElseBackAndIsMadeUpForOnceAllowed(String operation) {
    harness.region().faults().refuse(operation);
    harness.watch(harness.setUp(WholeRun.spec()));

    harness.pass(Duration.ofMinutes(1));
    MonitorStatus status = harness.status(WholeRun.APP);
    assertThat(foreseen(status.preflight(), operation))
        .as("foreseen")
        .isNotEqualTo(NOT_FORESEEN.contains(operation));

    Map<String, Problem> named = new LinkedHashMap<>();
    for (int minute = 0; minute < 170 && !Ending.ended(status); minute++) {
      harness.pass(Duration.ofMinutes(1));
      status = harness.status(WholeRun.APP);
      status.problems().stream()
          .filter(problem -> problem.what().contains(operation + " was refused"))
          .forEach(problem -> named.put(problem.what(), problem));
    }

    boolean endsWithoutIt =
        NOT_MISSED.contains(operation) || ONLY_WHILE_WATCHING.contains(operation);
    assertThat(Ending.ended(status)).as("ended").isEqualTo(endsWithoutIt);
    assertThat(named.isEmpty()).as("unnamed").isEqualTo(NOT_MISSED.contains(operation));
    assertThat(named.values())
        .allSatisfy(problem -> assertThat(problem.remedy()).matches("(Allow|Give) .*"));
    assertOthersAreDone(operation, status);

    harness.region().faults().allow(operation);
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(75), WholeRun.APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED_WITH_FAILED_JOBS);
    assertThat(report.leftovers()).isEmpty();
  }

  /** Of a batch, IAM knows only the operation that it is a batch of. */
  private static boolean foreseen(Preflight preflight, String operation) {
    String action = operation.replaceAll("Batch$", "");
    return preflight != null
        && preflight.findings().stream()
            .anyMatch(it -> it.what().startsWith("The worker may not do " + action));
  }

  private static void assertOthersAreDone(String operation, MonitorStatus status) {
    if (READ_THE_QUEUE.contains(operation)) {
      assertThat(status.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
      assertThat(status.steps()).isEmpty();
      return;
    }
    Set<Step> named =
        status.steps().stream()
            .map(StepResult::step)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Step.class)));
    named.add(Step.WRITE_REPORT);
    named.addAll(Step.SECOND_EXPORTS);
    assertThat(named).containsExactly(Step.values());
    assertThat(status.steps())
        .filteredOn(result -> result.outcome().blocked())
        .allSatisfy(result -> assertThat(result.outcome().detail()).contains(nameOf(operation)));
  }

  private static String nameOf(String operation) {
    return operation.substring(operation.indexOf(':') + 1);
  }
}
