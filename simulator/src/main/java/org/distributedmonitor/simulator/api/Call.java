package org.distributedmonitor.simulator.api;

import java.time.Instant;
import java.util.List;

/**
 * One call that a client made.
 *
 * @param operation the service's IAM prefix and the operation, as in {@code sqs:DeleteQueue}
 * @param resources the names and ids that the request carried
 * @param mutating whether the operation could have changed something
 * @param errorCode the error code that the caller saw, null when the call succeeded
 */
public record Call(
    Instant at, String operation, List<String> resources, boolean mutating, String errorCode) {
  public Call {
    resources = List.copyOf(resources);
  }

  public boolean succeeded() {
    return errorCode == null;
  }
}
