package org.distributedmonitor.workflow;

import io.temporal.workflow.Workflow;
import java.time.Instant;

/** The workflow's own time, which is the same when it is replayed. */
final class Clock {

  private Clock() {}

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
