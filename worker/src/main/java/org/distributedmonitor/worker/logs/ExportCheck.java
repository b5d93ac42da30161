package org.distributedmonitor.worker.logs;

import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/**
 * What completed tasks have written, compared with the log streams that have messages in the range.
 * AWS writes {@code <prefix>/<task id>/<stream, each / a ->/000000.gz}.
 *
 * @param streams how many streams certainly have messages in the range
 * @param objects the streams that have objects, by their names in the bucket
 * @param missing those of the former that have none
 * @param refusal why it could not be looked at, a sentence; empty when it was
 */
record ExportCheck(int streams, Set<String> objects, List<String> missing, String refusal) {

  private static final int PAGE = 50;

  /**
   * Compares.
   *
   * @param keptSince what was written before this has been deleted and is not expected
   * @param alive is run for each page: there may be thousands
   */
  static ExportCheck of(
      AwsClients aws,
      ExportOrder order,
      List<ExportTask> tasks,
      Optional<Instant> keptSince,
      Runnable alive) {
    try {
      Set<String> objects = new HashSet<>();
      tasks.forEach(task -> objects.addAll(writtenBy(aws, task, alive)));
      Instant from = keptSince.filter(order.from()::isBefore).orElse(order.from());
      List<String> expected =
          streams(aws, order.group(), alive).stream()
              .filter(stream -> hasMessages(stream, from, order.until()))
              .map(LogStream::logStreamName)
              .toList();
      List<String> missing =
          expected.stream().filter(name -> !objects.contains(name.replace('/', '-'))).toList();
      return new ExportCheck(expected.size(), objects, missing, "");
    } catch (ApplicationFailure failure) {
      return new ExportCheck(0, Set.of(), List.of(), AwsFailures.wordsIfRefused(failure));
    }
  }

  /** Whether nothing was there to be exported, as far as AWS tells. */
  boolean foundNothing() {
    return refusal.isEmpty() && streams == 0 && objects.isEmpty();
  }

  private static Set<String> writtenBy(AwsClients aws, ExportTask task, Runnable alive) {
    String folder = task.destinationPrefix() + "/" + task.taskId() + "/";
    return aws
        .s3()
        .listObjectsV2Paginator(b -> b.bucket(task.destination()).prefix(folder))
        .stream()
        .peek(page -> alive.run())
        .flatMap(page -> page.contents().stream())
        .map(object -> object.key().substring(folder.length()))
        .filter(key -> key.contains("/"))
        .map(key -> key.substring(0, key.indexOf('/')))
        .collect(Collectors.toSet());
  }

  private static List<LogStream> streams(AwsClients aws, String group, Runnable alive) {
    return Gone.LOG_GROUP
        .or(
            () ->
                aws
                    .logs()
                    .describeLogStreamsPaginator(b -> b.logGroupName(group).limit(PAGE))
                    .stream()
                    .peek(page -> alive.run())
                    .flatMap(page -> page.logStreams().stream())
                    .toList())
        .orElse(List.of());
  }

  /**
   * Its first or its last message, as far as AWS tells them, is in the range; of one that began
   * before and went on after it, nobody knows whether it has one in between.
   */
  private static boolean hasMessages(LogStream stream, Instant from, Instant until) {
    return within(stream.firstEventTimestamp(), from, until)
        || within(stream.lastEventTimestamp(), from, until);
  }

  private static boolean within(Long millis, Instant from, Instant until) {
    return millis != null && millis >= from.toEpochMilli() && millis < until.toEpochMilli();
  }
}
