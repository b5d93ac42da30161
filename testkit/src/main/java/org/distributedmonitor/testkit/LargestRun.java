package org.distributedmonitor.testkit;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.simulator.RunSpec;

/** The largest run that a monitor is made for, of which nothing may be removed. */
public final class LargestRun {

  public static final String APP = "Plates";
  public static final int MACHINES = 10_000;
  public static final int ALARMS = 10_000;

  /** By which a clean-up changes something in any run. */
  public static final List<String> CHANGES =
      List.of(
          "cloudwatch:DeleteAlarms",
          "cloudwatch:DeleteDashboards",
          "ec2:CancelSpotFleetRequests",
          "ec2:TerminateInstances",
          "ecs:DeleteService",
          "ecs:DeregisterTaskDefinition",
          "ecs:UpdateService",
          "logs:CreateExportTask",
          "s3:PutObject",
          "sqs:DeleteQueue");

  private LargestRun() {}

  /** Half of the machines have a job and an alarm; as many alarms are of machines long gone. */
  public static RunSpec.Builder spec(Duration job) {
    return RunSpec.builder(APP)
        .dashboard(true)
        .machines(MACHINES)
        .serviceTasks(MACHINES / 2)
        .deadMachinesWithAlarms(ALARMS - MACHINES / 2)
        .jobs(MACHINES + 100)
        .jobDuration(job)
        .visibilityTimeout(Duration.ofHours(12));
  }
}
