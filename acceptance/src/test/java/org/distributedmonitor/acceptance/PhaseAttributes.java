package org.distributedmonitor.acceptance;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.RemoveSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import org.distributedmonitor.temporal.TemporalNames;

/** The attribute that shows the phases of monitors, in the hands of whoever runs the server. */
final class PhaseAttributes implements AutoCloseable {

  private static final String NAMESPACE = "default";
  private static final String NAME = TemporalNames.PHASE.getName();

  private final OperatorServiceStubs server;

  PhaseAttributes(String address) {
    server =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(address)
                .validateAndBuildWithDefaults());
  }

  void remove() {
    server
        .blockingStub()
        .removeSearchAttributes(
            RemoveSearchAttributesRequest.newBuilder()
                .setNamespace(NAMESPACE)
                .addSearchAttributes(NAME)
                .build());
  }

  /** It takes numbers now. */
  void retype() {
    removeIfThere();
    add(IndexedValueType.INDEXED_VALUE_TYPE_INT);
  }

  /** It is as it was. */
  void restore() {
    removeIfThere();
    add(IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
  }

  private void removeIfThere() {
    try {
      remove();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw e;
      }
    }
  }

  private void add(IndexedValueType type) {
    server
        .blockingStub()
        .addSearchAttributes(
            AddSearchAttributesRequest.newBuilder()
                .setNamespace(NAMESPACE)
                .putSearchAttributes(NAME, type)
                .build());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
