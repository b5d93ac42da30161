package org.distributedmonitor.scenarios.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.SpotFleetLaunchSpecification;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/**
 * A queue that is not there: gone when it can be shown to have been the run's, and else a name that
 * somebody mistyped, for which nothing may be torn down.
 */
@Timeout(60)
class MissingQueueTest {

  private static final SpotFleetLaunchSpecification LAUNCH =
      SpotFleetLaunchSpecification.builder().imageId("ami-1").build();
  private static final ContainerDefinition CONTAINER =
      ContainerDefinition.builder().name("Plates").image("image").build();

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRun run =
      harness.setUp(RunSpec.builder("Plates").machines(4).dashboard(true));

  @BeforeEach
  void begin() {
    harness.setUp(RunSpec.builder("Plates_2").machines(2).jobs(500));
    harness.pass(Duration.ofMinutes(5));
  }

  @Test
  void cleansUpWhenATaskDefinitionNamesTheQueue() {
    endFleet();
    deleteQueue();
    String fleet = fleetThatNamesNoRun();

    harness.watch(request("PlatesQueue", fleet));

    assertCleanedUp(fleet);
  }

  @Test
  void cleansUpWhenAnInactiveTaskDefinitionNamesTheQueue() {
    endFleet();
    deleteQueue();
    String fleet = fleetThatNamesNoRun();
    harness.region().ecs().deregisterTaskDefinition(b -> b.taskDefinition("PlatesTask:1"));

    harness.watch(request("PlatesQueue", fleet));

    assertCleanedUp(fleet);
  }

  @Test
  void cleansUpWhenTheFleetNamesTheRun() {
    deleteQueue();
    registerRevisionsThatNameNoQueue();

    harness.watch(request("PlatesQueue", run.fleetId()));

    assertCleanedUp(run.fleetId());
  }

  @Test
  void cleansUpWhenNothingIsOnAndTheRestOfTheRunIsSeen() {
    deleteQueue();
    registerRevisionsThatNameNoQueue();
    endFleet();
    harness.pass(Duration.ofHours(72));

    harness.watch(request("PlatesQueue", run.fleetId()));

    assertThat(harness.report("Plates").verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(Observed.alarms(harness.region(), "Plates_i-")).isEmpty();
  }

  @Test
  void touchesNothingWhenNoProofIsThere() {
    endFleet();
    deleteQueue();
    registerRevisionsThatNameNoQueue();

    assertNothingTouched(request("PlatesQueue", fleetThatNamesNoRun()), "\"PlatesQueue\"");
  }

  @Test
  void touchesNothingWhenTheQueueIsMistyped() {
    assertNothingTouched(request("PlatesQueu", run.fleetId()), "\"PlatesQueu\"");
  }

  @Test
  void touchesNothingWhenTheQueueIsANeighbours() {
    assertNothingTouched(request("Plates_2Queue", run.fleetId()), "\"Plates_2Queue\"");
  }

  private void assertNothingTouched(MonitorRequest request, String shown) {
    Instant from = harness.now();
    harness.watch(request);
    harness.pass(Duration.ofHours(3));

    MonitorStatus status = harness.status("Plates");
    assertThat(status.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(status.problems().toString()).contains(shown).contains("Nothing was changed");
    assertThat(Observed.changes(harness.region(), from)).isEmpty();
    String fleet = request.fleetIds().get(0);
    assertThat(Observed.fleetState(harness.region(), fleet)).isEqualTo("active");
  }

  private void assertCleanedUp(String fleet) {
    Instant from = harness.now();
    MonitorReport report = harness.report("Plates");
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.emptyConfirmedAt()).isAfter(from.plus(Duration.ofMinutes(9)));
    assertThat(Observed.fleetState(harness.region(), fleet)).startsWith("cancelled");
    assertThat(Observed.alarms(harness.region(), "Plates_i-")).isEmpty();
    assertThat(report.steps())
        .filteredOn(step -> step.step() == Step.EXPORT_LOGS)
        .singleElement()
        .matches(step -> !step.outcome().blocked());
  }

  private void deleteQueue() {
    String url = run.queueUrl();
    harness.region().sqs().deleteQueue(b -> b.queueUrl(url));
    harness.pass(Duration.ofMinutes(2));
  }

  private void endFleet() {
    String fleet = run.fleetId();
    harness
        .region()
        .ec2()
        .cancelSpotFleetRequests(b -> b.spotFleetRequestIds(fleet).terminateInstances(true));
    harness.pass(Duration.ofMinutes(5));
  }

  private String fleetThatNamesNoRun() {
    String fleet =
        harness
            .region()
            .ec2()
            .requestSpotFleet(
                b ->
                    b.spotFleetRequestConfig(
                        config ->
                            config
                                .iamFleetRole("arn:aws:iam::123456789012:role/fleet")
                                .targetCapacity(2)
                                .launchSpecifications(LAUNCH)))
            .spotFleetRequestId();
    harness.pass(Duration.ofMinutes(2));
    return fleet;
  }

  private void registerRevisionsThatNameNoQueue() {
    for (int i = 0; i < 3; i++) {
      harness
          .region()
          .ecs()
          .registerTaskDefinition(b -> b.family("PlatesTask").containerDefinitions(CONTAINER));
    }
  }

  private MonitorRequest request(String queue, String fleet) {
    Run it = Runs.of(run);
    Run named =
        new Run(
            it.app(),
            it.cluster(),
            queue,
            it.bucket(),
            it.logGroup(),
            it.startTime(),
            it.cleanDashboard(),
            it.region());
    return new MonitorRequest(named, List.of(fleet), false, 1, Timing.standard(), "1", null);
  }
}
