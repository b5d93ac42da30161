package org.distributedmonitor.client.monitors;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.common.converter.DataConverterException;
import java.util.Optional;
import org.distributedmonitor.monitor.MonitorReport;

/**
 * A run whose monitor has ended with a report.
 *
 * @param workflowId the monitor
 */
public record EndedRun(String workflowId, MonitorReport report) {

  /** Empty for one that runs, that ended without a report, or whose report cannot be read. */
  public static Optional<EndedRun> of(WorkflowClient client, Execution monitor) {
    if (!monitor.completed()) {
      return Optional.empty();
    }
    try {
      MonitorReport report =
          client
              .newUntypedWorkflowStub(
                  WorkflowTargetOptions.newBuilder()
                      .setWorkflowExecution(monitor.info().getExecution())
                      .build())
              .getResult(MonitorReport.class);
      return Optional.ofNullable(report).map(known -> new EndedRun(monitor.workflowId(), known));
    } catch (WorkflowException | DataConverterException e) {
      return Optional.empty();
    }
  }
}
