package org.distributedmonitor.scenarios.histories;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.List;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.FolderLook;
import org.distributedmonitor.automonitor.FolderOrder;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.RunSettings;
import org.distributedmonitor.automonitor.scan.AutoMonitorWorkflow;
import org.distributedmonitor.automonitor.scan.FolderLookWorkflow;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Texts;

/** The stories of workflows beside the monitor that {@link Scenario} names. */
final class OtherStories {

  private static final String APP = Scenario.APP;
  static final String PLAN = TemporalNames.planWorkflowId(APP, "test");
  static final String SCANS = "scans";
  static final String LOOK = "look";

  private OtherStories() {}

  static void plan(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP));
    harness.pass(Duration.ofMinutes(5));

    assertThat(harness.plan(new PlanOrder(Runs.of(run), run.fleetIds())).steps()).isNotEmpty();
  }

  /** Every five minutes, as a schedule has it; each scan knows what the one before it knew. */
  static void autoMonitor(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(3).autoMonitorAlarms(true));
    RunSettings settings = new RunSettings(false, 1, Timing.standard(), null);
    AutoMonitor order = new AutoMonitor(folder(run), Duration.ofMinutes(30), settings, List.of());
    AutoMonitorWorkflow scans =
        harness
            .client()
            .newWorkflowStub(
                AutoMonitorWorkflow.class, options(SCANS).setCronSchedule("*/30 * * * *").build());
    WorkflowClient.start(scans::scan, order);
    harness.pass(Duration.ofMinutes(35));

    assertThat(Ending.within(harness, Duration.ofHours(3), APP).verdict())
        .isEqualTo(Verdict.SUCCEEDED);
    harness.pass(Duration.ofMinutes(65));

    assertThat(Texts.keys(harness, "monitors/finished/")).hasSize(1);
  }

  static void folderLook(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).autoMonitorAlarms(true));
    harness.pass(Duration.ofMinutes(5));

    FolderLook look =
        harness
            .client()
            .newWorkflowStub(FolderLookWorkflow.class, options(LOOK).build())
            .look(new FolderOrder(folder(run), true, List.of()));

    assertThat(look.prospects()).hasSize(1);
  }

  private static MonitorFolder folder(SimulatedRun run) {
    return new MonitorFolder(run.spec().bucket(), MonitorFolder.USUAL_PREFIX);
  }

  private static WorkflowOptions.Builder options(String workflowId) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(TemporalNames.DEFAULT_TASK_QUEUE)
        .setWorkflowId(workflowId);
  }
}
