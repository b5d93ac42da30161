package org.distributedmonitor.testkit.server;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.WorkflowExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The tasks that the server has given to the worker and has no answer to. */
final class TasksInHand {

  /** A worker that has not answered in this time will not; the server waits no longer either. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(10);

  private record Task(WorkflowExecution of, Instant since) {}

  private final Map<ByteString, Task> tasks = new ConcurrentHashMap<>();
  private volatile Instant lastChange = Instant.now();

  /** A poll that comes back without a task has an empty token. */
  void taken(ByteString token, WorkflowExecution of) {
    if (token.isEmpty()) {
      return;
    }
    tasks.put(token, new Task(of, Instant.now()));
    lastChange = Instant.now();
  }

  void answered(ByteString token) {
    tasks.remove(token);
    lastChange = Instant.now();
  }

  Optional<WorkflowExecution> workflowOf(ByteString token) {
    return Optional.ofNullable(tasks.get(token)).map(Task::of);
  }

  /** Whether the worker has had nothing to do for so long, by the clock on the wall. */
  boolean noneFor(Duration howLong) {
    Instant now = Instant.now();
    return lastChange.plus(howLong).isBefore(now)
        && tasks.values().stream().allMatch(task -> task.since().plus(GIVEN_UP).isBefore(now));
  }
}
