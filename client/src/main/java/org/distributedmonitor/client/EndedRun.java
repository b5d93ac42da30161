package org.distributedmonitor.client;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
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
  static Optional<EndedRun> of(WorkflowClient client, WorkflowExecutionDescription monitor) {
    if (monitor.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED) {
      return Optional.empty();
    }
    try {
      MonitorReport report =
          client
              .newUntypedWorkflowStub(
                  WorkflowTargetOptions.newBuilder()
                      .setWorkflowExecution(monitor.getExecution())
                      .build())
              .getResult(MonitorReport.class);
      return Optional.ofNullable(report)
          .map(known -> new EndedRun(monitor.getExecution().getWorkflowId(), known));
    } catch (WorkflowException | DataConverterException e) {
      return Optional.empty();
    }
  }
}
