package org.distributedmonitor.scenarios.starts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Starts;
import org.distributedmonitor.testkit.region.Exports;
import org.distributedmonitor.testkit.region.Observed;
import org.distributedmonitor.testkit.region.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name is set up and started again while the monitor of its last run is still cleaning up. */
@Timeout(60)
class NameReuseTest {

  private static final String APP = "Plates";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void whileAStrangersExportIsWaitedFor() {
    MonitorRequest older = start();
    harness.passUntil(APP, Duration.ofHours(2), s -> s.phase() == Phase.CLEANING_UP);
    Exports.aStrangers(harness, Duration.ofHours(1));
    harness.passUntil(APP, Duration.ofHours(1), s -> s.phase() == Phase.EXPORTING_LOGS);
    harness.pass(Duration.ofMinutes(10));

    assertBothEndWell(older);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ecs:DeleteService",
        "sqs:DeleteQueue",
        "cloudwatch:DeleteAlarms",
        "ecs:DeregisterTaskDefinition",
        "ecs:DeleteCluster",
        "cloudwatch:DeleteDashboards"
      })
  void whileAStepIsBlocked(String operation) {
    harness.region().faults().refuse(operation);
    MonitorRequest older = start();
    harness.passUntil(APP, Duration.ofHours(3), s -> s.phase() == Phase.NEEDS_ATTENTION);
    harness.region().faults().allow(operation);

    assertBothEndWell(older);
  }

  @Test
  void whileTheCancellationIsBlocked() {
    harness.region().faults().refuse("ec2:CancelSpotFleetRequests");
    MonitorRequest older = start();
    harness.passUntil(APP, Duration.ofHours(3), s -> s.phase() == Phase.NEEDS_ATTENTION);
    harness.region().faults().allow("ec2:CancelSpotFleetRequests");

    assertBothEndWell(older);
  }

  /** A queue that a newer run re-uses looks as old as the run, but its monitor is known. */
  @Test
  void thoughItIsRefusedToSeeWhetherTheNameWasSetUpAgain() {
    harness.region().faults().refuse("sqs:DeleteQueue").refuse("ecs:DeleteService");
    harness.region().faults().refuse("ecs:ListTaskDefinitions");
    start();
    harness.passUntil(APP, Duration.ofHours(3), s -> s.phase() == Phase.NEEDS_ATTENTION);
    SimulatedRun again = harness.setUp(spec().jobs(40));
    String name = Starts.name(harness, harness.request(again));
    harness.region().faults().allow("sqs:DeleteQueue").allow("ecs:DeleteService");
    Instant from = harness.now();

    harness.pass(Duration.ofMinutes(100));

    assertWorking(again);
    assertThat(Observed.changes(harness.region(), from))
        .noneMatch(change -> change.startsWith("sqs:DeleteQueue"))
        .noneMatch(change -> change.startsWith("ecs:DeleteService"));
    harness.region().faults().allow("ecs:ListTaskDefinitions");
    assertThat(Ending.within(harness, Duration.ofHours(2), APP).verdict())
        .isEqualTo(Verdict.SUCCEEDED);
    assertThat(Ending.within(harness, Duration.ofHours(4), name).leftovers()).isEmpty();
    assertThat(again.jobsDone()).isEqualTo(40);
  }

  /** It came so close to the clean-up that nobody can tell whose it is: a person has to say. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whileAFleetOfTheOlderRunIsStillOn(boolean started) {
    harness.region().faults().refuse("sqs:DeleteQueue");
    SimulatedRun older = harness.setUp(spec().jobs(6));
    Starts.first(harness, harness.request(older));
    harness.passUntil(APP, Duration.ofHours(3), s -> s.phase() == Phase.CONFIRMING);
    harness.pass(Duration.between(harness.now(), Ending.cleanUpAt(harness, APP).minusSeconds(20)));
    String close = older.startAnotherFleet(2);
    harness.passUntil(
        APP, Duration.ofHours(3), s -> s.phase() == Phase.NEEDS_ATTENTION && !s.steps().isEmpty());
    SimulatedRun again = harness.setUp(spec().jobs(40).jobDuration(Duration.ofDays(3)));
    if (started) {
      Starts.name(harness, harness.request(again));
    }
    harness.region().faults().allow("sqs:DeleteQueue");

    harness.pass(Duration.ofMinutes(90));

    assertThat(harness.status(APP).phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(harness.status(APP).leftovers())
        .filteredOn(left -> left.kind() == Kind.FLEET)
        .flatExtracting(Leftover::names)
        .containsExactly(close);
    harness
        .region()
        .ec2()
        .cancelSpotFleetRequests(b -> b.spotFleetRequestIds(close).terminateInstances(true));
    assertThat(Ending.within(harness, Duration.ofMinutes(75), APP).leftovers()).isEmpty();
    assertThat(Observed.fleetState(harness.region(), again.fleetId())).isEqualTo("active");
  }

  private MonitorRequest start() {
    MonitorRequest request = harness.request(harness.setUp(spec().jobs(6)));
    assertThat(Starts.name(harness, request)).isEqualTo(APP);
    return request;
  }

  @Test
  void whatASecondWatchOfTheSameRunWritesLeavesTheReportOfTheFirst() {
    MonitorRequest request = harness.request(harness.setUp(spec().jobs(6)));
    Starts.first(harness, request);
    MonitorReport first = Ending.within(harness, Duration.ofHours(3), APP);
    Starts.first(harness, request);
    MonitorReport second = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(second.mostJobsSeen()).isZero();
    assertThat(Texts.inBucket(harness, request.run().reportKey(second.watchedSince())))
        .isEqualTo(Texts.inBucket(harness, request.run().reportKey()));
    assertThat(Texts.inBucket(harness, request.run().reportKey(first.watchedSince())))
        .contains("\"mostJobsSeen\" : 6");
  }

  /** The second run goes on for more than two hours, and the first one's retries fall into it. */
  private void assertBothEndWell(MonitorRequest older) {
    SimulatedRun again = harness.setUp(spec().jobs(40));
    MonitorRequest newer = harness.request(again);
    String name = Starts.name(harness, newer);
    assertThat(name).isEqualTo(APP + "-" + again.startedAtMillis());

    harness.pass(Duration.ofMinutes(100));
    assertThat(Ending.ended(harness.status(APP))).isTrue();
    assertWorking(again);
    MonitorReport first = Ending.reportOf(harness, APP);
    MonitorReport second = Ending.within(harness, Duration.ofHours(4), name);

    assertThat(again.jobsDone()).isEqualTo(40);
    assertThat(first.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(second.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(second.mostJobsSeen()).isEqualTo(40);
    assertThat(second.leftovers()).isEmpty();
    assertThat(Texts.inBucket(harness, older.run().reportKey(first.watchedSince())))
        .contains("\"mostJobsSeen\" : 6");
    assertThat(Texts.inBucket(harness, newer.run().reportKey(second.watchedSince())))
        .isEqualTo(Texts.inBucket(harness, newer.run().reportKey()))
        .contains("\"mostJobsSeen\" : 40");
  }

  /** Nothing of it has been deleted: its machines work, and each has the alarm that ends it. */
  private void assertWorking(SimulatedRun run) {
    assertThat(run.jobsDone()).isBetween(1, 39);
    assertThat(run.machines())
        .filteredOn(machine -> machine.fleetId().equals(run.fleetId()))
        .filteredOn(SimulatedMachine::alive)
        .hasSize(3)
        .allSatisfy(
            machine ->
                assertThat(
                        harness
                            .region()
                            .cloudWatch()
                            .describeAlarms(b -> b.alarmNames(APP + "_" + machine.id()))
                            .metricAlarms())
                    .hasSize(1));
    assertThat(harness.region().cloudWatch().getDashboard(b -> b.dashboardName(APP))).isNotNull();
  }

  private static RunSpec.Builder spec() {
    return RunSpec.builder(APP).cluster(APP).machines(3).dashboard(true).autoMonitorAlarms(true);
  }
}
