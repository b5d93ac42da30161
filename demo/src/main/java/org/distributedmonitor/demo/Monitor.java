package org.distributedmonitor.demo;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.UUID;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.monitorfile.MonitorFile;
import org.distributedmonitor.monitorfile.Reading;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.temporal.TemporalNames;

/** The monitor of the demo's run, as whoever started it sees it. */
final class Monitor {

  private final WorkflowClient client;
  private final MonitorWorkflow workflow;
  private final Run run;

  private Monitor(WorkflowClient client, MonitorWorkflow workflow, Run run) {
    this.client = client;
    this.workflow = workflow;
    this.run = run;
  }

  /** Starts a monitor with what the monitor file says and with nobody's special wishes. */
  static Monitor start(WorkflowClient client, String monitorFile) {
    Reading.Read read = read(monitorFile);
    MonitorWorkflow workflow =
        client.newWorkflowStub(
            MonitorWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(TemporalNames.DEFAULT_TASK_QUEUE)
                .setWorkflowId(TemporalNames.workflowId(read.run().app()))
                .build());
    String startId = UUID.randomUUID().toString();
    MonitorRequest request =
        new MonitorRequest(read.run(), read.fleetIds(), false, 1, Timing.standard(), startId, null);
    WorkflowClient.start(workflow::monitor, request);
    return new Monitor(client, workflow, read.run());
  }

  static Reading.Read read(String monitorFile) {
    if (MonitorFile.parse(monitorFile) instanceof Reading.Read read) {
      return read;
    }
    throw new IllegalStateException("The simulated monitor file is faulty: " + monitorFile);
  }

  Run run() {
    return run;
  }

  /** A worker has to be there: it is the worker that answers. */
  MonitorStatus status() {
    return workflow.status();
  }

  /** Whether Temporal has it as running, with or without a worker. */
  boolean kept() {
    return described().getWorkflowExecutionInfo().getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  /** How many tasks may wait for a worker, at most: the workflow's own and its activities'. */
  int tasksForWorker() {
    return 1 + described().getPendingActivitiesCount();
  }

  /** What Temporal alone knows, with or without a worker. */
  private DescribeWorkflowExecutionResponse described() {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(WorkflowStub.fromTyped(workflow).getExecution())
                .build());
  }

  String executionId() {
    return described().getWorkflowExecutionInfo().getExecution().getRunId();
  }

  MonitorReport report() {
    return WorkflowStub.fromTyped(workflow).getResult(MonitorReport.class);
  }
}
