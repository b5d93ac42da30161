package org.distributedmonitor.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One AWS call as the front remembers it. A null status: no reply was sent. */
public record Call(
    double at,
    String caller,
    String service,
    String operation,
    JsonNode parameters,
    boolean mutating,
    Integer status,
    String errorCode) {

  public Instant instant() {
    return Instant.ofEpochMilli((long) (at * 1000));
  }

  /** Whether the name occurs anywhere in the call's parameters. */
  public boolean names(String name) {
    return parameters.toString().contains(name);
  }

  public boolean is(String wanted) {
    return operation.equals(wanted);
  }
}
