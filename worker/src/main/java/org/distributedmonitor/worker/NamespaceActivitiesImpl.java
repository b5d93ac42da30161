package org.distributedmonitor.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.common.converter.DataConverterException;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.activity.NamespaceActivities;
import org.distributedmonitor.activity.PhaseDisplay;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;

/** What the monitor asks of its own Temporal server. */
public final class NamespaceActivitiesImpl implements NamespaceActivities {

  /** A workflow task waits for both answers. */
  private static final long ANSWER_MILLIS = 900;

  private final WorkflowServiceStubs service;
  private final OperatorServiceStubs operator;
  private final String namespace;

  public NamespaceActivitiesImpl(
      WorkflowServiceStubs service, OperatorServiceStubs operator, String namespace) {
    this.service = service;
    this.operator = operator;
    this.namespace = namespace;
  }

  @Override
  public PhaseDisplay phaseDisplay(String phase) {
    if (!taken()) {
      return PhaseDisplay.NOT_TO_BE_SET;
    }
    return phase.equals(shown()) ? PhaseDisplay.SHOWN : PhaseDisplay.TO_BE_SET;
  }

  private boolean taken() {
    try {
      return operator
              .blockingStub()
              .withDeadlineAfter(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
              .listSearchAttributes(
                  ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
              .getCustomAttributesMap()
              .get(TemporalNames.PHASE.getName())
          == IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      // A server, or a key, that does not tell: the run does without.
      if (code == Status.Code.UNIMPLEMENTED || code == Status.Code.PERMISSION_DENIED) {
        return false;
      }
      throw e;
    }
  }

  /** What it shows of the asking run; null when nothing, or when that is not told. */
  private String shown() {
    ActivityInfo asking = Activity.getExecutionContext().getInfo();
    try {
      Map<String, Payload> attributes =
          service
              .blockingStub()
              .withDeadlineAfter(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
              .describeWorkflowExecution(
                  DescribeWorkflowExecutionRequest.newBuilder()
                      .setNamespace(namespace)
                      .setExecution(
                          WorkflowExecution.newBuilder()
                              .setWorkflowId(asking.getWorkflowId())
                              .setRunId(asking.getWorkflowRunId()))
                      .build())
              .getWorkflowExecutionInfo()
              .getSearchAttributes()
              .getIndexedFieldsMap();
      Payload phase = attributes.get(TemporalNames.PHASE.getName());
      return phase == null
          ? null
          : Payloads.converter().fromPayload(phase, String.class, String.class);
    } catch (StatusRuntimeException | DataConverterException e) {
      return null;
    }
  }
}
