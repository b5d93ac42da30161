package org.distributedmonitor.lambda;

import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Map;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.temporal.TemporalNames;

/** A monitor of a later version: what starts come to there has a name that is not known here. */
@WorkflowInterface
public interface NewerMonitor {

  @WorkflowMethod(name = TemporalNames.WORKFLOW_TYPE)
  String monitor(MonitorRequest request);

  @UpdateMethod(name = TemporalNames.REGISTER_UPDATE)
  Map<String, String> register(MonitorRequest request);

  /** The only kind there is. */
  final class Impl implements NewerMonitor {

    @Override
    public String monitor(MonitorRequest request) {
      Workflow.await(() -> false);
      return "";
    }

    @Override
    public Map<String, String> register(MonitorRequest request) {
      return Map.of("outcome", "POSTPONED_TO_NIGHT", "phase", "WATCHING");
    }
  }
}
