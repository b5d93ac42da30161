package org.distributedmonitor.testkit.server;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowTargetOptions;
import java.util.function.Supplier;
import org.distributedmonitor.activity.NamespaceActivities;
import org.distributedmonitor.activity.PhaseDisplay;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * A namespace that has the attribute for the phase. The test server takes it, but tells nobody
 * which ones it has.
 */
public final class TestNamespace implements NamespaceActivities {

  private final Supplier<WorkflowClient> client;

  public TestNamespace(Supplier<WorkflowClient> client) {
    this.client = client;
  }

  @Override
  public PhaseDisplay phaseDisplay(String phase) {
    ActivityInfo asking = Activity.getExecutionContext().getInfo();
    WorkflowExecution execution =
        WorkflowExecution.newBuilder()
            .setWorkflowId(asking.getWorkflowId())
            .setRunId(asking.getWorkflowRunId())
            .build();
    String shown =
        client
            .get()
            .newUntypedWorkflowStub(
                WorkflowTargetOptions.newBuilder().setWorkflowExecution(execution).build())
            .describe()
            .getTypedSearchAttributes()
            .get(TemporalNames.PHASE);
    return phase.equals(shown) ? PhaseDisplay.SHOWN : PhaseDisplay.TO_BE_SET;
  }
}
