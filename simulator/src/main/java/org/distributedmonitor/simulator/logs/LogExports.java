package org.distributedmonitor.simulator.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.iam.Access;
import org.distributedmonitor.simulator.s3.Buckets;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/**
 * The export operations. One export may be active in an account; there is no client token; the
 * bucket's policy must let the region's CloudWatch Logs in (CloudWatch Logs user guide).
 */
final class LogExports {
  private final World world;

  LogExports(World world) {
    this.world = world;
  }

  CreateExportTaskResponse create(CreateExportTaskRequest request) {
    LogGroups.Group group = world.logGroups.byName.get(request.logGroupName());
    if (group == null) {
      throw world.error("ResourceNotFoundException");
    }
    if (request.from() > request.to() || request.to() < group.createdAt.toEpochMilli()) {
      throw invalid("The specified time range is not valid.");
    }
    Buckets.Bucket bucket = world.buckets.byName.get(request.destination());
    if (bucket == null) {
      throw invalid("The given bucket does not exist. Please make sure the bucket is valid.");
    }
    if (bucket.policy == null || !bucket.policy.contains("logs." + world.region + ".amazonaws")) {
      throw invalid(
          "GetBucketAcl call on the given bucket failed. Please check if CloudWatch Logs has been"
              + " granted permission to perform this operation.");
    }
    String prefix = request.destinationPrefix() == null ? "" : request.destinationPrefix() + "/";
    String test = "arn:aws:s3:::" + bucket.name + "/" + prefix + "aws-logs-write-test";
    // The caller has to be allowed to write there, too (CloudWatch Logs API reference).
    if (!world.permissions.allow(new Access("s3:PutObject", test, Map.of()))) {
      throw invalid(
          "PutObject call on the given bucket failed. Please check if CloudWatch Logs has been"
              + " granted permission to perform this operation.");
    }
    if (world.logGroups.exports.stream().anyMatch(LogGroups.Export::active)) {
      throw world.error("LimitExceededException");
    }
    LogGroups.Export export = new LogGroups.Export(world, request);
    world.logGroups.start(export);
    return CreateExportTaskResponse.builder().taskId(export.id).build();
  }

  DescribeExportTasksResponse describe(DescribeExportTasksRequest request) {
    List<String> keys = new ArrayList<>();
    List<LogGroups.Export> all = world.logGroups.exports;
    for (int i = 0; i < all.size(); i++) {
      LogGroups.Export export = all.get(i);
      boolean asked =
          (request.taskId() == null || request.taskId().equals(export.id))
              && (request.statusCode() == null
                  || request.statusCodeAsString().equals(export.status));
      if (asked) {
        keys.add(String.format("%09d", i));
      }
    }
    Pages<String> page =
        world.page(
            keys,
            key -> key,
            request.nextToken(),
            request.limit(),
            () -> SimulatedLogs.badToken(world));
    return DescribeExportTasksResponse.builder()
        .exportTasks(
            page.items().stream().map(key -> told(all.get(Integer.parseInt(key)))).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static ExportTask told(LogGroups.Export export) {
    Long completed = export.completedAt == null ? null : export.completedAt.toEpochMilli();
    return ExportTask.builder()
        .taskId(export.id)
        .taskName(export.name)
        .logGroupName(export.group)
        .from(export.from)
        .to(export.to)
        .destination(export.bucket)
        .destinationPrefix(export.prefix)
        .status(status -> status.code(export.status).message(export.message))
        .executionInfo(
            info -> info.creationTime(export.createdAt.toEpochMilli()).completionTime(completed))
        .build();
  }

  CancelExportTaskResponse cancel(CancelExportTaskRequest request) {
    LogGroups.Export export =
        world.logGroups.exports.stream()
            .filter(task -> task.id.equals(request.taskId()))
            .findFirst()
            .orElseThrow(() -> world.error("ResourceNotFoundException"));
    if (!export.active()) {
      throw world.error("InvalidOperationException");
    }
    world.logGroups.cancel(export);
    return CancelExportTaskResponse.builder().build();
  }

  private RuntimeException invalid(String text) {
    return world.saying("InvalidParameterException", text);
  }
}
