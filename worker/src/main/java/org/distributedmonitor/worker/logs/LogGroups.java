package org.distributedmonitor.worker.logs;

import java.util.List;
import java.util.Optional;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** Finds log groups by their whole name; AWS lists by what names begin with. */
public final class LogGroups {

  private LogGroups() {}

  public static boolean exists(CloudWatchLogsClient logs, String name) {
    return find(logs, name).isPresent();
  }

  static Optional<LogGroup> find(CloudWatchLogsClient logs, String name) {
    List<DescribeLogGroupsResponse> pages =
        Pages.until(
            page -> in(page, name).isPresent(),
            token ->
                AwsFailures.call(
                    "logs:DescribeLogGroups",
                    () -> logs.describeLogGroups(b -> b.logGroupNamePrefix(name).nextToken(token))),
            DescribeLogGroupsResponse::nextToken);
    return pages.stream().flatMap(page -> in(page, name).stream()).findFirst();
  }

  private static Optional<LogGroup> in(DescribeLogGroupsResponse page, String name) {
    return page.logGroups().stream().filter(group -> name.equals(group.logGroupName())).findFirst();
  }
}
