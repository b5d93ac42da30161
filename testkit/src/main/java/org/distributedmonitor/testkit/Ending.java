package org.distributedmonitor.testkit;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Expectation;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * Waits for a monitor's end in steps of simulated time. Waiting for the result instead would let
 * the time-skipping server jump years ahead once nothing runs any more.
 */
public final class Ending {

  private Ending() {}

  /** The report of a monitor that ends within the limit. */
  public static MonitorReport within(MonitorHarness harness, Duration limit, String name) {
    harness.passUntil(name, limit, Ending::ended);
    return reportOf(harness, name);
  }

  /** When a run whose queue reads empty will be cleaned up. */
  public static Instant cleanUpAt(MonitorHarness harness, String name) {
    return harness.status(name).next().stream()
        .filter(next -> next.what().startsWith("Clean up"))
        .map(Expectation::at)
        .findFirst()
        .orElseThrow();
  }

  public static boolean ended(MonitorStatus status) {
    return status.phase() == Phase.FINISHED;
  }

  /** The report of a monitor that has ended. */
  public static MonitorReport reportOf(MonitorHarness harness, String name) {
    WorkflowClient client =
        WorkflowClient.newInstance(
            harness.client().getWorkflowServiceStubs(),
            WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
    return client
        .newUntypedWorkflowStub(TemporalNames.workflowId(name))
        .getResult(MonitorReport.class);
  }
}
