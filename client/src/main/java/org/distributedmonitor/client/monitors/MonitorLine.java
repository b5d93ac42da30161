package org.distributedmonitor.client.monitors;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The monitors of a run and of the newer ones of its name: the memo of each leads to the next.
 *
 * @param described finds one by its id; empty where there is none, or Temporal has forgotten it
 */
public record MonitorLine(Function<String, Optional<Execution>> described) {

  /** Found with all the patience that the client itself has. */
  public MonitorLine(WorkflowClient client) {
    this(id -> described(client, id));
  }

  /** The monitor at this id. */
  public Optional<Execution> describe(String workflowId) {
    return described.apply(workflowId);
  }

  /** The newest monitor of a run: the one at this id, or where the memos lead from it. */
  public Optional<Execution> newest(String workflowId) {
    List<Execution> line = from(workflowId);
    return line.isEmpty() ? Optional.empty() : Optional.of(line.get(line.size() - 1));
  }

  /** The one at this id first. */
  public List<Execution> from(String workflowId) {
    Map<String, Execution> line = new LinkedHashMap<>();
    Optional<Execution> at = describe(workflowId);
    while (at.isPresent() && line.putIfAbsent(at.get().workflowId(), at.get()) == null) {
      at = at.get().successor().flatMap(described);
    }
    return List.copyOf(line.values());
  }

  private static Optional<Execution> described(WorkflowClient client, String workflowId) {
    try {
      return Optional.of(
          new Execution(
              workflowId,
              client.newUntypedWorkflowStub(workflowId).describe().getRawDescription()));
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    }
  }
}
