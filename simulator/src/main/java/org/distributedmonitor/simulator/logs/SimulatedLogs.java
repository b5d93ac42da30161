package org.distributedmonitor.simulator.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** CloudWatch Logs: groups, streams, events and exports; 50 a page. */
public final class SimulatedLogs implements CloudWatchLogsClient {
  private final World world;
  private final LogExports exports;

  public SimulatedLogs(World world) {
    this.world = world;
    this.exports = new LogExports(world);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
    return world.call(
        "logs:CreateLogGroup",
        World.named(request.logGroupName()),
        () -> {
          if (world.logGroups.byName.containsKey(request.logGroupName())) {
            throw world.error("ResourceAlreadyExistsException");
          }
          world.logGroups.create(request.logGroupName());
          return CreateLogGroupResponse.builder().build();
        });
  }

  @Override
  public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
    return world.call(
        "logs:DeleteLogGroup",
        World.named(request.logGroupName()),
        () -> {
          if (world.logGroups.byName.remove(request.logGroupName()) == null) {
            throw missing("The specified log group does not exist.");
          }
          return DeleteLogGroupResponse.builder().build();
        });
  }

  @Override
  public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
    return world.call(
        "logs:PutRetentionPolicy",
        World.named(request.logGroupName()),
        () -> {
          group(request.logGroupName()).retentionInDays = request.retentionInDays();
          return PutRetentionPolicyResponse.builder().build();
        });
  }

  @Override
  public CreateLogStreamResponse createLogStream(CreateLogStreamRequest request) {
    return world.call(
        "logs:CreateLogStream",
        World.named(request.logGroupName(), request.logStreamName()),
        () -> {
          List<LogGroups.LogLine> old =
              group(request.logGroupName())
                  .streams
                  .putIfAbsent(request.logStreamName(), new ArrayList<>());
          if (old != null) {
            throw world.error("ResourceAlreadyExistsException");
          }
          return CreateLogStreamResponse.builder().build();
        });
  }

  @Override
  public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
    return world.call(
        "logs:PutLogEvents",
        World.named(request.logGroupName(), request.logStreamName()),
        () -> {
          List<LogGroups.LogLine> stream =
              group(request.logGroupName()).streams.get(request.logStreamName());
          if (stream == null) {
            throw missing("The specified log stream does not exist.");
          }
          for (InputLogEvent event : request.logEvents()) {
            Instant at = Instant.ofEpochMilli(event.timestamp());
            stream.add(new LogGroups.LogLine(at, event.message(), world.now()));
          }
          return PutLogEventsResponse.builder().build();
        });
  }

  @Override
  public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
    String prefix = request.logGroupNamePrefix() == null ? "" : request.logGroupNamePrefix();
    return world.call(
        "logs:DescribeLogGroups",
        List.of(prefix),
        () -> {
          List<LogGroups.Group> found = new ArrayList<>(world.logGroups.byName.values());
          found.removeIf(group -> !group.name.startsWith(prefix));
          Pages<LogGroups.Group> page =
              world.page(
                  found, group -> group.name, request.nextToken(), request.limit(), this::badToken);
          return DescribeLogGroupsResponse.builder()
              .logGroups(page.items().stream().map(this::told).toList())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private LogGroup told(LogGroups.Group group) {
    String arn = world.arn("logs", "log-group:" + group.name);
    return LogGroup.builder()
        .logGroupName(group.name)
        .creationTime(group.createdAt.toEpochMilli())
        .retentionInDays(group.retentionInDays)
        .logGroupClass(LogGroupClass.STANDARD)
        .arn(arn + ":*")
        .logGroupArn(arn)
        .build();
  }

  @Override
  public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
    String prefix = request.logStreamNamePrefix() == null ? "" : request.logStreamNamePrefix();
    return world.call(
        "logs:DescribeLogStreams",
        World.named(request.logGroupName()),
        () -> {
          LogGroups.Group group = group(request.logGroupName());
          List<String> found = new ArrayList<>(group.streams.keySet());
          found.removeIf(stream -> !stream.startsWith(prefix));
          Pages<String> page =
              world.page(found, name -> name, request.nextToken(), request.limit(), this::badToken);
          return DescribeLogStreamsResponse.builder()
              .logStreams(page.items().stream().map(name -> stream(group, name)).toList())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private LogStream stream(LogGroups.Group group, String name) {
    Instant known = world.now().minus(world.faults.streamTimestampLag());
    List<LogGroups.LogLine> lines =
        group.streams.get(name).stream().filter(line -> !line.arrived().isAfter(known)).toList();
    LogStream.Builder stream = LogStream.builder().logStreamName(name);
    if (!lines.isEmpty()) {
      stream
          .firstEventTimestamp(lines.get(0).at().toEpochMilli())
          .lastEventTimestamp(lines.get(lines.size() - 1).at().toEpochMilli());
    }
    return stream.build();
  }

  @Override
  public CreateExportTaskResponse createExportTask(CreateExportTaskRequest request) {
    return world.call(
        "logs:CreateExportTask",
        World.named(request.logGroupName(), request.destination()),
        () -> exports.create(request));
  }

  @Override
  public DescribeExportTasksResponse describeExportTasks(DescribeExportTasksRequest request) {
    return world.call(
        "logs:DescribeExportTasks",
        request.taskId() == null ? List.of() : World.named(request.taskId()),
        () -> exports.describe(request));
  }

  @Override
  public CancelExportTaskResponse cancelExportTask(CancelExportTaskRequest request) {
    return world.call(
        "logs:CancelExportTask", World.named(request.taskId()), () -> exports.cancel(request));
  }

  private LogGroups.Group group(String name) {
    LogGroups.Group group = world.logGroups.byName.get(name);
    if (group == null) {
      throw missing("The specified log group does not exist.");
    }
    return group;
  }

  private RuntimeException missing(String text) {
    return world.saying("ResourceNotFoundException", text);
  }

  private RuntimeException badToken() {
    return badToken(world);
  }

  static RuntimeException badToken(World world) {
    return world.saying("InvalidParameterException", "The specified nextToken is invalid.");
  }
}
