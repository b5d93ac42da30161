package org.distributedmonitor.worker.logs;

import java.util.List;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;

/** Finds log groups by their whole name; AWS lists by what names begin with. */
public final class LogGroups {

  private LogGroups() {}

  public static boolean exists(CloudWatchLogsClient logs, String name) {
    List<DescribeLogGroupsResponse> pages =
        Pages.until(
            page -> has(page, name),
            token ->
                AwsFailures.call(
                    "logs:DescribeLogGroups",
                    () -> logs.describeLogGroups(b -> b.logGroupNamePrefix(name).nextToken(token))),
            DescribeLogGroupsResponse::nextToken);
    return pages.stream().anyMatch(page -> has(page, name));
  }

  private static boolean has(DescribeLogGroupsResponse page, String name) {
    return page.logGroups().stream().anyMatch(group -> name.equals(group.logGroupName()));
  }
}
