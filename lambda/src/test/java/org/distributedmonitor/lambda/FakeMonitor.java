package org.distributedmonitor.lambda;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.temporal.TemporalNames;

/** Answers starts as a monitor does, by the names on the wire, and keeps what it was told. */
@WorkflowInterface
public interface FakeMonitor {

  String END = "end";
  String CLEAN_UP = "cleanUp";

  /** Ends a monitor without a verdict. */
  String FAIL = "FAIL";

  @WorkflowMethod(name = TemporalNames.WORKFLOW_TYPE)
  String monitor(MonitorRequest request);

  @UpdateMethod(name = TemporalNames.REGISTER_UPDATE)
  Registration register(MonitorRequest request);

  @SignalMethod(name = TemporalNames.READ_QUEUE_SIGNAL)
  void readQueueNow();

  @SignalMethod(name = END)
  void end(String verdict);

  @SignalMethod(name = CLEAN_UP)
  void cleanUp();

  @QueryMethod
  int readings();

  @QueryMethod
  List<MonitorRequest> starts();

  /** The only kind there is. */
  final class Impl implements FakeMonitor {

    private final MonitorRequest first;
    private final List<MonitorRequest> starts = new ArrayList<>();
    private int readings;
    private boolean cleaningUp;
    private String verdict;

    @WorkflowInit
    public Impl(MonitorRequest first) {
      this.first = first;
    }

    @Override
    public String monitor(MonitorRequest same) {
      Workflow.await(() -> verdict != null);
      if (verdict.equals(FAIL)) {
        throw ApplicationFailure.newNonRetryableFailure("as it was told to", FAIL);
      }
      Workflow.upsertMemo(Map.of(TemporalNames.VERDICT_MEMO, verdict));
      return verdict;
    }

    @Override
    public Registration register(MonitorRequest start) {
      starts.add(start);
      if (!start.run().queue().equals(first.run().queue())) {
        return answer(Outcome.ANOTHER_RUN, List.of(), List.of("The queue is another."));
      }
      if (start.startId().equals(first.startId())) {
        return answer(Outcome.STARTED, List.of(), List.of());
      }
      boolean newFleet = !first.fleetIds().containsAll(start.fleetIds());
      if (cleaningUp && newFleet) {
        return answer(Outcome.NEWER_RUN, List.of(), List.of());
      }
      return answer(
          Outcome.JOINED,
          newFleet ? List.of("Another fleet is watched too.") : List.of(),
          List.of());
    }

    private Registration answer(Outcome outcome, List<String> changed, List<String> kept) {
      Phase phase = cleaningUp ? Phase.CLEANING_UP : Phase.WATCHING;
      // A successor of its own: a monitor that cleans up, and so does the one after it.
      String successor = Workflow.getInfo().getWorkflowId();
      return new Registration(outcome, changed, kept, phase, List.of(), successor);
    }

    @Override
    public void readQueueNow() {
      readings++;
    }

    @Override
    public void end(String how) {
      verdict = how;
    }

    @Override
    public void cleanUp() {
      cleaningUp = true;
    }

    @Override
    public int readings() {
      return readings;
    }

    @Override
    public List<MonitorRequest> starts() {
      return List.copyOf(starts);
    }
  }
}
