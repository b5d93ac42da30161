package org.distributedmonitor.client.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import org.junit.jupiter.api.Test;

/** The states in which a real server describes an activity; the test server tells them wrongly. */
final class ExecutionTest {

  private static final Failure NO_WAY_TO_AWS =
      Failure.newBuilder().setMessage("AWS cannot be reached.").build();

  @Test
  void aWorkerIsAtWorkOnceItHasTakenAnActivityUpAndWhileItIsToTryItAgain() {
    PendingActivityInfo.Builder untaken = activity("SCHEDULED");

    assertThat(execution(untaken).atWork()).isFalse();
    assertThat(execution(activity("STARTED")).atWork()).isTrue();
    assertThat(execution(untaken.setLastFailure(NO_WAY_TO_AWS)).atWork()).isTrue();
    assertThat(execution().atWork()).isFalse();
  }

  private static PendingActivityInfo.Builder activity(String state) {
    return PendingActivityInfo.newBuilder()
        .setState(PendingActivityState.valueOf("PENDING_ACTIVITY_STATE_" + state));
  }

  private static Execution execution(PendingActivityInfo.Builder... activities) {
    DescribeWorkflowExecutionResponse.Builder described =
        DescribeWorkflowExecutionResponse.newBuilder();
    for (PendingActivityInfo.Builder activity : activities) {
      described.addPendingActivities(activity);
    }
    return new Execution("plan-P", described.build());
  }
}
