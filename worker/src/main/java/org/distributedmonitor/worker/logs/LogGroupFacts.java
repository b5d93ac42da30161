package org.distributedmonitor.worker.logs;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * What is known of a log group. Where looking is refused the export goes on without: the order to
 * export says by itself what cannot be.
 *
 * @param group the group; empty when it is not there or was not looked at
 * @param refusal why it could not be looked at, a sentence; empty when it was
 */
record LogGroupFacts(String name, Optional<LogGroup> group, boolean read, String refusal) {

  static LogGroupFacts unread(String name) {
    return new LogGroupFacts(name, Optional.empty(), false, "");
  }

  static LogGroupFacts of(CloudWatchLogsClient logs, String name) {
    try {
      return new LogGroupFacts(name, LogGroups.find(logs, name), true, "");
    } catch (ApplicationFailure failure) {
      return new LogGroupFacts(name, Optional.empty(), false, AwsFailures.wordsIfRefused(failure));
    }
  }

  boolean missing() {
    return read && group.isEmpty();
  }

  /**
   * Whether the group holds no stream at all. When a stream was written to last is no reason not to
   * export it: AWS may tell that an hour late, or more.
   */
  boolean holdsNoStream(CloudWatchLogsClient logs) {
    try {
      return Gone.LOG_GROUP
          .or(
              () ->
                  logs.describeLogStreamsPaginator(b -> b.logGroupName(name)).logStreams().stream()
                      .findFirst())
          .flatMap(found -> found)
          .isEmpty();
    } catch (ApplicationFailure failure) {
      AwsFailures.wordsIfRefused(failure);
      return false;
    }
  }

  /** The parts in which the group existed: AWS refuses a range that ends before its creation. */
  List<ExportPart> since(List<ExportPart> parts) {
    return parts.stream().filter(part -> !madeAfter(part.until())).toList();
  }

  /** Whether the group was made, or made anew, after that. */
  boolean madeAfter(Instant then) {
    return group
        .map(LogGroup::creationTime)
        .filter(birth -> Instant.ofEpochMilli(birth).isAfter(then))
        .isPresent();
  }

  /** What was written before this the group's retention has deleted by then. */
  Optional<Instant> keptSince(Instant then) {
    return group.map(LogGroup::retentionInDays).map(days -> then.minus(Duration.ofDays(days)));
  }
}
