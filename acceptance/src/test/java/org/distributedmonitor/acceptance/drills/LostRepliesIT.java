package org.distributedmonitor.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.acceptance.Aws;
import org.distributedmonitor.acceptance.Fault;
import org.distributedmonitor.acceptance.RunPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every call that changes something takes effect, and the worker does not learn of it. */
@Tag("drill")
@Timeout(1200)
@Execution(ExecutionMode.CONCURRENT)
class LostRepliesIT {
  private static final List<String> WHILE_WATCHING =
      List.of("PutMetricAlarm", "ModifySpotFleetRequest");

  private static final List<String> AT_THE_END =
      List.of(
          "CancelSpotFleetRequests",
          "UpdateService",
          "DeleteQueue",
          "DeleteService",
          "DeregisterTaskDefinition",
          "DeleteAlarms",
          "DeleteDashboards",
          "DeleteCluster",
          "CreateExportTask",
          "PutObject");

  /** At most; as often as the SDK tries by itself, so that the whole attempt fails. */
  private static final int TIMES = 3;

  private static final Map<String, String> CLEAN_DASHBOARD = Map.of("CLEAN_DASHBOARD", "True");

  private static final Duration TOO_LATE = Duration.ofSeconds(8);

  private static final RunPlan PLAN = RunPlan.named("Drill_LOST").sized(4, 1, 2);

  @Test
  void noneOfThemIsTroubledByHavingSucceededBefore() {
    RunPlan plan = PLAN.withCluster("cluster_LOST");
    try (Site site = new Site(LostRepliesIT.class, "each", 1, plan)) {
      DrilledRun run = DrilledRun.setUp(site, plan, CLEAN_DASHBOARD);
      WHILE_WATCHING.forEach(call -> site.front().fault(lost(call)));
      AT_THE_END.forEach(call -> site.front().fault(lost(call)));
      strandAMachine(site.aws(), run);
      run.watched("--guard-after", "1s");
      awaitLost(site, WHILE_WATCHING);

      run.finish();

      run.assertEndedWell();
      awaitLost(site, AT_THE_END);
      site.assertNeighboursAreWhole();
    }
  }

  /**
   * The SDK gives a silent call up after five seconds and makes it again; by then the export of a
   * small log group is over, and AWS would gladly do it once more.
   */
  @Test
  void anExportWhoseReplyTakesLongIsNotStartedTwice() {
    try (Site site = new Site(LostRepliesIT.class, "export", 1, PLAN)) {
      DrilledRun run = DrilledRun.setUp(site, PLAN).watched();
      Fault late = Fault.holdReply("CreateExportTask", TOO_LATE).named("late").times(1);
      site.front().fault(late);

      run.finish();

      assertThat(site.front().struck("late")).isEqualTo(1);
      run.assertEndedWell();
    }
  }

  private static Fault lost(String operation) {
    return Fault.loseReply(operation).caller(Site.ACCESS_KEY).times(TIMES).named(operation);
  }

  private static void awaitLost(Site site, List<String> operations) {
    for (String operation : operations) {
      Times.await(() -> site.front().struck(operation) > 0, Duration.ofMinutes(2));
    }
  }

  /** No container can start on it: it has neither the name nor the alarm it would get by one. */
  private static void strandAMachine(Aws aws, DrilledRun run) {
    String machine = run.run().machineIds().get(0);
    RunPlan plan = run.run().plan();
    var name = software.amazon.awssdk.services.ec2.model.Tag.builder().key("Name").build();
    aws.ec2().deleteTags(d -> d.resources(machine).tags(name));
    aws.cloudWatch().deleteAlarms(d -> d.alarmNames(plan.alarm(machine)));
    aws.ecs()
        .listContainerInstances(l -> l.cluster(plan.cluster()))
        .containerInstanceArns()
        .forEach(
            arn ->
                aws.ecs()
                    .deregisterContainerInstance(
                        d -> d.cluster(plan.cluster()).containerInstance(arn).force(true)));
  }
}
