package org.distributedmonitor.testkit.server;

import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time-skipping server's clock: AWS and the monitor live by the same one. */
public final class ServerClock extends Clock {

  private final TestWorkflowEnvironment env;

  public ServerClock(TestWorkflowEnvironment env) {
    this.env = env;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(env.currentTimeMillis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("The run's time is told in UTC.");
  }
}
