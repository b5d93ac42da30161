package org.distributedmonitor.worker.logs;

import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** Finds log groups by their whole name; AWS lists by what names begin with. */
public final class LogGroups {

  private LogGroups() {}

  public static boolean exists(CloudWatchLogsClient logs, String name) {
    return find(logs, name).isPresent();
  }

  static Optional<LogGroup> find(CloudWatchLogsClient logs, String name) {
    return logs.describeLogGroupsPaginator(b -> b.logGroupNamePrefix(name)).logGroups().stream()
        .filter(group -> name.equals(group.logGroupName()))
        .findFirst();
  }
}
