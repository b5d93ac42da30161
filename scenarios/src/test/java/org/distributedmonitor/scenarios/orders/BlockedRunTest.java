package org.distributedmonitor.scenarios.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What people can do about a monitor that needs attention. */
@Timeout(60)
class BlockedRunTest {

  private static final String APP = "Plates";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void triesAgainAtOnceWhenAsked() {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    needsAttention();
    harness.region().faults().allow("sqs:DeleteQueue");

    assertThat(harness.monitor(APP).retryBlocked().accepted()).isTrue();
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(10), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
  }

  @Test
  void aRetryOfWhatIsStillRefusedLeavesItBlocked() {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    needsAttention();
    long before = harness.region().calls().count("sqs:DeleteQueue");

    harness.monitor(APP).retryBlocked();
    harness.pass(Duration.ofMinutes(20));

    assertThat(harness.region().calls().count("sqs:DeleteQueue")).isGreaterThan(before);
    assertThat(harness.status(APP).phase()).isEqualTo(Phase.NEEDS_ATTENTION);
  }

  @Test
  void stoppedWhileBlockedItNamesWhatStaysOn() {
    harness.region().faults().refuse("ec2:CancelSpotFleetRequests");
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(2));
    harness.watch(run);
    needsAttention();
    List<String> on =
        run.machines().stream().filter(SimulatedMachine::alive).map(SimulatedMachine::id).toList();

    assertThat(harness.monitor(APP).stopMonitoring().accepted()).isTrue();
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(5), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.CLEANUP_INCOMPLETE);
    assertThat(on).isNotEmpty();
    assertThat(report.leftovers())
        .flatExtracting(Leftover::names)
        .contains(run.fleetId())
        .containsAll(on);
  }

  /** Its fleet was cancelled without its machine before the monitor could learn of it. */
  @Test
  void aStrayMachineOfTheRunsNameIsNamedAndIsNoSuccess() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(30));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(21));
    String strayFleet = run.startAnotherFleet(1);
    harness.pass(Duration.ofMinutes(5));
    harness
        .region()
        .ec2()
        .cancelSpotFleetRequests(b -> b.spotFleetRequestIds(strayFleet).terminateInstances(false));
    String stray =
        run.machines().stream()
            .filter(machine -> machine.fleetId().equals(strayFleet))
            .map(SimulatedMachine::id)
            .findFirst()
            .orElseThrow();
    Tag name = Tag.builder().key("Name").value(APP + "Worker").build();
    harness.region().ec2().createTags(b -> b.resources(stray).tags(name));
    run.drain();

    MonitorStatus status = needsAttention();
    harness.monitor(APP).stopMonitoring();
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(5), APP);

    assertThat(status.problems()).anyMatch(problem -> problem.what().contains(stray));
    assertThat(report.leftovers()).flatExtracting(Leftover::names).contains(stray);
    assertThat(report.verdict()).isEqualTo(Verdict.CLEANUP_INCOMPLETE);
  }

  /** Nothing else tells that it is a newer one: no task definition was registered. */
  @Test
  void aQueueThatWasMadeAnewMeanwhileIsLeft() {
    harness.region().faults().refuse("sqs:DeleteQueue");
    SimulatedRun run = harness.setUp(RunSpec.builder(APP));
    harness.watch(run);
    needsAttention();
    harness.region().faults().allow("sqs:DeleteQueue");
    harness.region().sqs().deleteQueue(b -> b.queueUrl(run.queueUrl()));
    harness.pass(Duration.ofMinutes(2));
    harness.region().sqs().createQueue(b -> b.queueName(run.spec().queue()));

    Instant from = harness.now();
    harness.monitor(APP).retryBlocked();
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(90), APP);

    assertThat(Observed.changes(harness.region(), from))
        .noneMatch(change -> change.startsWith("sqs:DeleteQueue"));
    assertThat(report.steps().toString()).contains("was made anew: it belongs to a newer run");
  }

  private MonitorStatus needsAttention() {
    return harness.passUntil(
        APP, Duration.ofHours(3), status -> status.phase() == Phase.NEEDS_ATTENTION);
  }
}
