package org.distributedmonitor.scenarios.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.simulator.world.Faults;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the reading that confirms the queue empty to the fleet's cancellation: five seconds. */
@Timeout(60)
class PromptCancellationTest {

  private static final String CANCEL = "ec2:CancelSpotFleetRequests";
  private static final String READ = "sqs:GetQueueAttributes";
  private static final Duration NONE = Duration.ZERO;
  private static final Duration AT_MOST = Duration.ofSeconds(5);

  private static final List<String> LISTINGS =
      List.of(
          "ec2:DescribeInstances",
          "ec2:DescribeSpotFleetInstances",
          "ec2:DescribeSpotFleetRequests",
          "ecs:DescribeServices",
          "ecs:DescribeClusters",
          "ecs:DescribeTaskDefinition",
          "ecs:ListTaskDefinitions",
          "ecs:ListServices",
          "ecs:ListTasks",
          "ecs:ListContainerInstances",
          "cloudwatch:DescribeAlarms",
          "logs:DescribeLogGroups",
          "logs:DescribeExportTasks",
          "sts:GetCallerIdentity");

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final Faults faults = harness.region().faults();

  /** When each reading was made and when the fleet was cancelled, in real time. */
  private final List<Instant> read = new ArrayList<>();

  private Instant cancelled;

  @AfterEach
  void end() {
    faults.release("ecs:*");
  }

  @Test
  void waitsForNothingThoughEveryListingIsRefusedAfterTheStart() {
    SimulatedRun run = harness.setUp(spec());
    harness.watch(run);
    harness.pass(Duration.ofMinutes(15));
    LISTINGS.forEach(faults::refuse);
    confirmAlmost(run);
    faults.hang("ecs:*");

    awaitCancellation();

    assertPrompt();
  }

  @Test
  void waitsForNothingThoughEveryListingIsRefusedBeforeTheStart() {
    LISTINGS.forEach(faults::refuse);
    SimulatedRun run = harness.setUp(spec());
    harness.watch(run);
    harness.pass(Duration.ofMinutes(15));
    confirmAlmost(run);
    faults.hang("ecs:*");

    awaitCancellation();

    assertPrompt();
  }

  private static RunSpec.Builder spec() {
    return RunSpec.builder("Plates").cluster("Plates").machines(40).jobs(2000);
  }

  /** The queue is empty, and the next look but one or two will confirm it. */
  private void confirmAlmost(SimulatedRun run) {
    run.drain();
    harness.passUntil("Plates", Duration.ofMinutes(2), s -> s.phase() == Phase.CONFIRMING);
    assertThat(harness.region().calls().count(CANCEL)).isZero();
  }

  /** ECS hangs in earnest, so that time does not skip; the clean-up has to go on beside it. */
  private void awaitCancellation() {
    Thread time = new Thread(() -> harness.pass(Duration.ofMinutes(5)), "simulated time");
    time.setDaemon(true);
    time.start();
    int seen = 0;
    while (harness.region().calls().count(CANCEL) == 0) {
      int now = readings().size();
      if (now > seen) {
        read.addAll(Collections.nCopies(now - seen, Instant.now()));
        seen = now;
      }
      Thread.onSpinWait();
    }
    cancelled = Instant.now();
    while (faults.waiting("ecs:ListTaskDefinitions") == 0) {
      Thread.onSpinWait();
    }
  }

  /** The last reading is the look before the clean-up; the one before has confirmed it. */
  private void assertPrompt() {
    Call cancellation = harness.region().calls().of(CANCEL).get(0);
    Call confirming = readings().get(readings().size() - 2);
    assertThat(cancellation.succeeded()).isTrue();
    assertThat(Duration.between(confirming.at(), cancellation.at())).isBetween(NONE, AT_MOST);
    assertThat(Duration.between(read.get(read.size() - 2), cancelled)).isBetween(NONE, AT_MOST);
  }

  private List<Call> readings() {
    return harness.region().calls().of(READ).stream()
        .filter(call -> call.resources().get(0).endsWith("/PlatesQueue"))
        .toList();
  }
}
