package org.distributedmonitor.acceptance;

import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** Log messages of a run whose machines have written none. */
final class Logs {

  private static final String STREAM = "A01";

  private Logs() {}

  static void write(SimulatedRegion region, SimulatedRun run) {
    String group = run.spec().logGroup();
    InputLogEvent done =
        InputLogEvent.builder().timestamp(run.startedAtMillis()).message("A01 is done").build();
    region.logs().createLogStream(b -> b.logGroupName(group).logStreamName(STREAM));
    region.logs().putLogEvents(b -> b.logGroupName(group).logStreamName(STREAM).logEvents(done));
  }
}
