package org.distributedmonitor.worker.queue;

import java.time.Instant;

/** A message of the run in the dead-letter queue. */
record FailedJob(String messageId, Instant sentAt, String body) {}
