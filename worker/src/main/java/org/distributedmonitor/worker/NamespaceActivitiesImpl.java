package org.distributedmonitor.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.distributedmonitor.activity.NamespaceActivities;
import org.distributedmonitor.temporal.TemporalNames;

/** What the monitor asks of its own Temporal server. */
final class NamespaceActivitiesImpl implements NamespaceActivities {

  private final OperatorServiceStubs operator;
  private final String namespace;

  NamespaceActivitiesImpl(OperatorServiceStubs operator, String namespace) {
    this.operator = operator;
    this.namespace = namespace;
  }

  @Override
  public List<String> registeredSearchAttributes() {
    Set<String> registered = registered();
    return Stream.of(TemporalNames.PHASE.getName(), TemporalNames.APP.getName())
        .filter(registered::contains)
        .toList();
  }

  private Set<String> registered() {
    try {
      return operator
          .blockingStub()
          .listSearchAttributes(
              ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
          .getCustomAttributesMap()
          .keySet();
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      // A server, or a key, that does not tell: the run does without.
      if (code == Status.Code.UNIMPLEMENTED || code == Status.Code.PERMISSION_DENIED) {
        return Set.of();
      }
      throw e;
    }
  }
}
