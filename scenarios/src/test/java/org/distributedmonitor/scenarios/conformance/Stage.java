package org.distributedmonitor.scenarios.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportTries;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.preflight.PreflightOrder;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.SimulatedActivities;
import software.amazon.awssdk.core.sync.RequestBody;

/** A run at a moment of its life, and the activities upon it. */
final class Stage implements AutoCloseable {

  static final String MONITOR_FILE = "Plate1SpotFleetRequestId.json";

  final SimulatedActivities aws = new SimulatedActivities();
  final SimulatedRun simulated;
  final Run run;

  private Stage(int jobs) {
    this(jobs, true);
  }

  private Stage(int jobs, boolean userDataShown) {
    simulated =
        aws.region.setUp(
            RunSpec.builder("Plate1")
                .cluster("lab")
                .machines(4)
                .strandedMachines(1)
                .jobs(jobs)
                .failingJobs(1)
                .maxReceiveCount(2)
                .jobDuration(Duration.ofMinutes(5))
                .visibilityTimeout(Duration.ofMinutes(8))
                .taskRevisions(2)
                .dashboard(true)
                .cleanDashboard(true)
                .userDataShown(userDataShown)
                .deadMachinesWithAlarms(2)
                .build());
    run = Runs.of(simulated);
  }

  /** Half an hour after the start, with hundreds of jobs to do. */
  static Stage whileJobsRemain() {
    Stage stage = new Stage(400);
    stage.aws.clock.advance(Duration.ofMinutes(30));
    return stage;
  }

  /** The queue is empty, one job has failed, all else is still there. */
  static Stage whenEmpty() {
    Stage stage = new Stage(4);
    stage.aws.clock.advance(Duration.ofHours(2));
    return stage;
  }

  /** EC2 does not say what the fleet's machines were launched with; a machine does. */
  static Stage withHiddenUserData() {
    Stage stage = new Stage(400, false);
    stage.aws.clock.advance(Duration.ofMinutes(30));
    return stage;
  }

  /** Somebody has cancelled the fleet and left its machines on. */
  static Stage withMachinesOfACancelledFleet() {
    Stage stage = whenEmpty();
    stage
        .aws
        .region
        .ec2()
        .cancelSpotFleetRequests(
            b -> b.spotFleetRequestIds(stage.fleetIds()).terminateInstances(false));
    return stage;
  }

  /** The logs of the jobs have been exported. */
  static Stage whenExported() {
    Stage stage = whenEmpty();
    stage.aws.export(stage.exportOrder());
    return stage;
  }

  /** Only the empty cluster is left. */
  static Stage withAnEmptyCluster() {
    Stage stage = whenEmpty();
    CleanupOrder order = stage.order();
    stage.aws.fleets.cancelFleets(order);
    stage.aws.services.stopService(order);
    stage.aws.services.deleteService(order);
    stage.aws.clock.advance(Duration.ofMinutes(20));
    return stage;
  }

  CleanupOrder order() {
    return aws.order(run, simulated);
  }

  QueueSighting look() {
    return aws.queue.lookAtQueue(
        new QueueWatch(run, QueueSighting.none(), aws.clock.instant(), SimulatedActivities.MINUTE));
  }

  FleetReview review() {
    return aws.fleets.reviewFleets(
        new FleetReviewOrder(run, simulated.fleetIds(), true, 2, 1, Duration.ofMinutes(20), true));
  }

  Object survey() {
    return aws.runs.surveyRun(run, simulated.fleetIds(), List.of());
  }

  Object preflight() {
    return aws.preflight.lookAhead(new PreflightOrder(run, simulated.fleetIds(), ""));
  }

  Object export() {
    return aws.logs.startExport(exportOrder(), ExportTries.none(), SimulatedActivities.NEVER);
  }

  Object lookAtExport() {
    Instant later = aws.clock.instant().plus(Duration.ofHours(1));
    return aws.logs.lookAtExport(new ExportLookOrder(exportOrder(), "9f-1", later));
  }

  private ExportOrder exportOrder() {
    return new ExportOrder(run, run.logGroup(), aws.clock.instant());
  }

  /** The run's monitor file lies in its bucket. */
  static Stage withAMonitorFile() {
    Stage stage = whenEmpty();
    stage
        .aws
        .region
        .s3()
        .putObject(
            b -> b.bucket(stage.run.bucket()).key("monitors/" + MONITOR_FILE),
            RequestBody.fromString(stage.simulated.monitorFileJson()));
    return stage;
  }

  MonitorFolder folder() {
    return new MonitorFolder(run.bucket(), "monitors/");
  }

  FileMark monitorFile() {
    return aws.autoMonitor.listMonitorFiles(folder()).get(0);
  }

  List<String> fleetIds() {
    return simulated.fleetIds();
  }

  @Override
  public void close() {
    aws.close();
  }
}
