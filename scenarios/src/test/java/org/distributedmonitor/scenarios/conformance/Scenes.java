package org.distributedmonitor.scenarios.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.cleanup.CleanupOrder;

/** For each operation that the activities call, one activity that does. */
final class Scenes {

  private static final String ALREADY_GONE = "ALREADY_GONE";

  private static final List<Scene> ALL =
      List.of(
          empty("sqs:GetQueueUrl", "MISSING", (at, order) -> at.look()),
          empty("sqs:GetQueueAttributes", "MISSING", (at, order) -> at.look()),
          empty("sqs:DeleteQueue", ALREADY_GONE, (at, order) -> at.aws.queue.deleteQueue(order)),
          empty("sqs:ReceiveMessage", "", (at, order) -> at.aws.queue.saveFailedJobs(order)),
          empty(
              "sqs:ChangeMessageVisibilityBatch",
              "",
              (at, order) -> at.aws.queue.saveFailedJobs(order),
              Scene.EVEN_SO,
              "DONE"),
          preflight("iam:SimulatePrincipalPolicy", "UNAVAILABLE"),
          preflight("iam:GetRole", "FINE", Scene.EVEN_SO, "FINE"),
          preflight("s3:HeadBucket", "", "403", "UNCHECKED", "404", "FINDING"),
          preflight("s3:GetBucketPolicy", "FINDING", "NoSuchBucket", "FINDING"),
          empty("s3:PutObject", "", (at, order) -> at.aws.queue.saveFailedJobs(order)),
          early("ec2:DescribeSpotFleetRequests", "FINE"),
          early("ec2:DescribeSpotFleetInstances", "FINE"),
          early("ec2:ModifySpotFleetRequest", "FINE", "FleetNotInModifiableState", "FINE"),
          early("ec2:CreateTags", ""),
          early("sts:GetCallerIdentity", ""),
          early("cloudwatch:PutMetricAlarm", ""),
          empty(
              "ec2:CancelSpotFleetRequests",
              ALREADY_GONE,
              (at, order) -> at.aws.fleets.cancelFleets(order),
              "fleetRequestIdMalformed",
              "BLOCKED",
              "fleetRequestNotInCancellableState",
              "UNAVAILABLE"),
          empty("ec2:DescribeInstances", "", (at, order) -> at.aws.fleets.awaitMachinesGone(order)),
          new Scene(
              "ec2:TerminateInstances",
              Stage::withMachinesOfACancelledFleet,
              Stage::order,
              (at, order) -> at.aws.fleets.cancelFleets(order),
              "DONE",
              endings("REFUSED", "BLOCKED", "INVALID", "BLOCKED")),
          empty(
              "ec2:DescribeVolumes",
              "",
              (at, order) -> Reading.part("volumes", at.aws.runs.takeClosingLook(order))),
          empty("tag:GetResources", "", (at, order) -> at.aws.queue.deleteQueue(order)),
          empty(
              "cloudwatch:DescribeAlarms",
              "",
              (at, order) -> at.aws.cloudWatch.deleteAlarms(order)),
          new Scene(
              "cloudwatch:DeleteAlarms",
              Stage::withAnEmptyCluster,
              Stage::order,
              (at, order) -> at.aws.cloudWatch.deleteAlarms(order),
              ALREADY_GONE,
              Map.of()),
          empty(
              "cloudwatch:DeleteDashboards",
              ALREADY_GONE,
              (at, order) -> at.aws.cloudWatch.deleteDashboard(order)),
          empty(
              "cloudwatch:GetDashboard",
              "FINE",
              (at, order) -> Reading.part("the dashboard", at.aws.runs.takeClosingLook(order))),
          empty(
              "ecs:DescribeServices",
              ALREADY_GONE,
              (at, order) -> at.aws.services.deleteService(order)),
          empty(
              "ecs:UpdateService",
              ALREADY_GONE,
              (at, order) -> at.aws.services.stopService(order).outcome()),
          stopped(
              "ecs:DeleteService",
              ALREADY_GONE,
              (at, order) -> at.aws.services.deleteService(order),
              "scaled above 0",
              "DONE"),
          empty(
              "ecs:ListTaskDefinitions",
              "",
              (at, order) -> at.aws.services.deregisterTaskDefinitions(order)),
          empty("ecs:DescribeTaskDefinition", "FINE", (at, order) -> at.survey()),
          empty(
              "ecs:DeregisterTaskDefinition",
              "DONE",
              (at, order) -> at.aws.services.deregisterTaskDefinitions(order)),
          cluster("ecs:DescribeClusters"),
          cluster("ecs:ListServices"),
          cluster("ecs:ListTasks"),
          cluster("ecs:ListContainerInstances"),
          early("ecs:DescribeContainerInstances", "FINE"),
          new Scene(
              "ec2:DescribeInstanceAttribute",
              Stage::withHiddenUserData,
              at -> null,
              (at, order) -> at.survey(),
              "FINE",
              Map.of()),
          cluster("ecs:DeleteCluster"),
          empty("logs:DescribeLogGroups", "", (at, order) -> at.survey()),
          empty("logs:DescribeExportTasks", "WAITING", (at, order) -> at.lookAtExport()),
          empty("logs:DescribeExportTasks", "UNAVAILABLE", (at, order) -> at.export()),
          empty("logs:CreateExportTask", "NOTHING_TO_DO", (at, order) -> at.export()),
          exported("logs:DescribeLogStreams"),
          exported("s3:ListObjectsV2"),
          file(
              "s3:ListObjectsV2",
              "",
              (at, order) -> at.aws.autoMonitor.listMonitorFiles(at.folder())),
          file(
              "s3:GetObject",
              "ALREADY_GONE",
              (at, order) -> at.aws.autoMonitor.moveFinishedFile(at.folder(), at.monitorFile()),
              "PreconditionFailed",
              "CHANGED"),
          file(
              "s3:GetObject",
              "GONE",
              (at, order) -> at.aws.autoMonitor.readMonitorFile(at.folder(), Stage.MONITOR_FILE),
              "PreconditionFailed",
              "UNAVAILABLE"),
          file(
              "s3:PutObject",
              "",
              (at, order) -> at.aws.autoMonitor.moveFinishedFile(at.folder(), at.monitorFile())),
          file(
              "s3:DeleteObject",
              "ALREADY_GONE",
              (at, order) -> at.aws.autoMonitor.moveFinishedFile(at.folder(), at.monitorFile()),
              "PreconditionFailed",
              "CHANGED"),
          file(
              "sns:ListSubscriptionsByTopic",
              "FINE",
              (at, order) -> at.aws.autoMonitor.lookForDcpMonitor()));

  static List<Scene> all() {
    return ALL;
  }

  /** The operations that have one. */
  static List<String> operations() {
    return ALL.stream().map(Scene::operation).toList();
  }

  private Scenes() {}

  private static Scene early(String operation, String gone, String... own) {
    return new Scene(
        operation,
        Stage::whileJobsRemain,
        at -> null,
        (at, order) -> at.review(),
        gone,
        endings(own));
  }

  private static Scene preflight(String operation, String gone, String... own) {
    return new Scene(
        operation,
        Stage::whileJobsRemain,
        at -> null,
        (at, order) -> at.preflight(),
        gone,
        endings(own));
  }

  private static Scene empty(
      String operation, String gone, Scene.Activity activity, String... own) {
    return new Scene(operation, Stage::whenEmpty, Stage::order, activity, gone, endings(own));
  }

  private static Scene stopped(
      String operation, String gone, Scene.Activity activity, String... own) {
    return new Scene(
        operation,
        Stage::whenEmpty,
        at -> {
          CleanupOrder order = at.order();
          at.aws.services.stopService(order);
          return order;
        },
        activity,
        gone,
        endings(own));
  }

  /** Whether every stream was exported is looked at last; the export is done in any case. */
  private static Scene exported(String operation) {
    return new Scene(
        operation,
        Stage::whenExported,
        Stage::order,
        (at, order) -> at.export(),
        "DONE",
        endings("REFUSED", "DONE", "INVALID", "DONE"));
  }

  private static Scene file(String operation, String gone, Scene.Activity activity, String... own) {
    return new Scene(operation, Stage::withAMonitorFile, at -> null, activity, gone, endings(own));
  }

  private static Scene cluster(String operation) {
    return new Scene(
        operation,
        Stage::withAnEmptyCluster,
        Stage::order,
        (at, order) -> at.aws.services.deleteCluster(order),
        ALREADY_GONE,
        Map.of());
  }

  private static Map<String, String> endings(String... pairs) {
    Map<String, String> endings = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      endings.put(pairs[i], pairs[i + 1]);
    }
    return endings;
  }
}
