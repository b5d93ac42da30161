package org.distributedmonitor.scenarios.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.scenarios.fuzz.Story.Deed;
import org.distributedmonitor.scenarios.fuzz.Story.MonitorFile;
import org.distributedmonitor.scenarios.fuzz.Story.Trouble;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.distributedmonitor.testkit.region.Volumes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** A story's beginning, set up in a region: the run, its neighbours, and what was done to it. */
final class StoryStage {

  private static final Duration AWS_IS_THROUGH = Duration.ofMinutes(6);
  private static final String SERVICE = Story.APP + "Service";

  final Story story;
  final MonitorHarness harness;
  final SimulatedRun run;
  final List<SimulatedRun> neighbours = new ArrayList<>();
  final StoryKept kept;
  private final SimulatedRegion region;
  private String fleetNotInTheFile = "";
  private String borrowedAlarm = "";

  StoryStage(Story story, MonitorHarness harness) {
    this.story = story;
    this.harness = harness;
    this.region = harness.region();
    for (RunSpec neighbour : story.neighbours()) {
      neighbours.add(region.setUp(neighbour));
    }
    harness.pass(neighbours.isEmpty() ? Duration.ZERO : Duration.ofMinutes(8));
    run = region.setUp(story.run());
    harness.pass(story.lived());
    if (story.borrowedAlarm()) {
      borrowAlarm(neighbours.get(0).machines().get(0));
    }
    story.deeds().stream().filter(deed -> !story.lateDeeds().contains(deed)).forEach(this::act);
    harness.pass(AWS_IS_THROUGH);
    story.lateDeeds().forEach(this::act);
    for (int i = 0; i < story.volumes(); i++) {
      Volumes.create(region, Story.APP + "Worker");
    }
    kept = new StoryKept(this);
    region.calls().clear();
  }

  /** The alarm of the run's name on a neighbour's machine; empty when there is none. */
  String borrowedAlarm() {
    return borrowedAlarm;
  }

  /** The start with the file as the story has it. */
  MonitorRequest start() {
    List<String> named =
        switch (story.file()) {
          case UNKNOWN_FLEET -> List.of("sfr-00000000-0000-0000-0000-000000000000");
          case NEIGHBOURS_FLEET -> List.of(neighbours.get(0).fleetId());
          case RIGHT, OLDER_START ->
              run.fleetIds().stream().filter(id -> !id.equals(fleetNotInTheFile)).toList();
        };
    return request(
        named, story.file() == MonitorFile.OLDER_START ? Duration.ofDays(3) : Duration.ZERO);
  }

  /** The start with the file put right. */
  MonitorRequest rightStart() {
    return request(run.fleetIds(), Duration.ZERO);
  }

  void makeTrouble() {
    Trouble trouble = story.trouble();
    switch (trouble.kind()) {
      case REFUSED -> region.faults().refuse(trouble.operation());
      case THROTTLED -> region.faults().throttle(trouble.operation(), trouble.times());
      case ANSWER_LOST -> {
        for (int i = 0; i < trouble.times(); i++) {
          region
              .faults()
              .afterEffect(trouble.operation(), SdkClientException.create("Connection reset"));
        }
      }
      case NONE -> {}
    }
  }

  /** What a person does who is told that exports are not let into the bucket. */
  void letBucketTakeLogs() {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":{"Service":"logs.us-east-1.amazonaws.com"},
        "Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::%1$s"},
        {"Effect":"Allow","Principal":{"Service":"logs.us-east-1.amazonaws.com"},
        "Action":"s3:PutObject","Resource":"arn:aws:s3:::%1$s/*"}]}
        """
            .formatted(story.run().bucket());
    region.s3().putBucketPolicy(b -> b.bucket(story.run().bucket()).policy(policy));
  }

  private MonitorRequest request(List<String> fleets, Duration earlier) {
    Run right = Runs.of(run);
    Instant start = right.startTime().minus(earlier);
    Run told =
        new Run(
            right.app(),
            right.cluster(),
            right.queue(),
            right.bucket(),
            right.logGroup(),
            start,
            right.cleanDashboard(),
            right.region());
    String startId = "start of " + story.seed() + fleets;
    return new MonitorRequest(told, fleets, false, 1, Timing.standard(), startId, null);
  }

  private void borrowAlarm(SimulatedMachine machine) {
    borrowedAlarm = Story.APP + "_" + machine.id();
    region
        .cloudWatch()
        .putMetricAlarm(
            b ->
                b.alarmName(borrowedAlarm)
                    .namespace("AWS/EC2")
                    .metricName("CPUUtilization")
                    .statistic(Statistic.MAXIMUM)
                    .threshold(1.0)
                    .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                    .period(60)
                    .evaluationPeriods(15));
  }

  private void act(Deed deed) {
    String cluster = story.run().cluster();
    switch (deed) {
      case DRAIN -> run.drain();
      case PURGE -> region.sqs().purgeQueue(b -> b.queueUrl(run.queueUrl()));
      case DELETE_QUEUE -> region.sqs().deleteQueue(b -> b.queueUrl(run.queueUrl()));
      case STOP_SERVICE ->
          region.ecs().updateService(b -> b.cluster(cluster).service(SERVICE).desiredCount(0));
      case DELETE_SERVICE -> {
        region.ecs().updateService(b -> b.cluster(cluster).service(SERVICE).desiredCount(0));
        region.ecs().deleteService(b -> b.cluster(cluster).service(SERVICE));
      }
      case CANCEL_FLEET -> cancel(true);
      case CANCEL_FLEET_ONLY -> cancel(false);
      case RAISE_FLEET -> modify((story.run().machines() + 1) * story.run().weight());
      case LOWER_FLEET -> modify(story.run().weight());
      case ANOTHER_FLEET -> run.startAnotherFleet(1);
      case UNKNOWN_FLEET -> fleetNotInTheFile = run.startAnotherFleet(1);
      case DELETE_SOME_ALARMS -> deleteAlarms(2);
      case DELETE_ALARMS -> deleteAlarms(1);
      case DELETE_JOB_LOGS -> region.logs().deleteLogGroup(b -> b.logGroupName(Story.APP));
      case DELETE_MACHINE_LOGS ->
          region.logs().deleteLogGroup(b -> b.logGroupName(Story.APP + "_perInstance"));
      case DELETE_DASHBOARD -> {
        if (story.run().dashboard()) {
          region.cloudWatch().deleteDashboards(b -> b.dashboardNames(Story.APP));
        }
      }
      case DEREGISTER_NEWEST -> deregister(1);
      case DEREGISTER_ALL -> deregister(Integer.MAX_VALUE);
      case DELETE_CLUSTER -> deleteCluster();
    }
  }

  private void cancel(boolean withMachines) {
    region
        .ec2()
        .cancelSpotFleetRequests(
            b -> b.spotFleetRequestIds(run.fleetIds().get(0)).terminateInstances(withMachines));
  }

  /** While AWS is busy with it, it cannot be changed; then the story goes on without. */
  private void modify(int units) {
    String fleet = run.fleetIds().get(0);
    if (Observed.fleetState(region, fleet).equals("active")) {
      region.ec2().modifySpotFleetRequest(b -> b.spotFleetRequestId(fleet).targetCapacity(units));
    }
  }

  private void deleteAlarms(int each) {
    Set<String> alarms = Observed.alarms(region, Story.APP + "_i-");
    alarms.addAll(Observed.alarms(region, "ApproximateNumberOfMessagesVisibleisZero_" + Story.APP));
    alarms.remove(borrowedAlarm);
    alarms.removeIf(name -> name.endsWith(Story.APP + "_2"));
    int number = 0;
    for (String alarm : alarms) {
      if (number++ % each == 0) {
        region.cloudWatch().deleteAlarms(b -> b.alarmNames(alarm));
      }
    }
  }

  private void deregister(int howMany) {
    List<String> revisions =
        region
            .ecs()
            .listTaskDefinitions(
                b -> b.familyPrefix(Story.APP + "Task").status(TaskDefinitionStatus.ACTIVE))
            .taskDefinitionArns();
    revisions
        .subList(Math.max(0, revisions.size() - howMany), revisions.size())
        .forEach(arn -> region.ecs().deregisterTaskDefinition(b -> b.taskDefinition(arn)));
  }

  private void deleteCluster() {
    if (story.ownCluster()) {
      try {
        region.ecs().deleteCluster(b -> b.cluster(Story.APP));
      } catch (EcsException stillInUse) {
        assert stillInUse.awsErrorDetails().errorCode().startsWith("ClusterContains");
      }
    }
  }
}
