package org.distributedmonitor.starter;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.monitor.Answer;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Counts;
import org.distributedmonitor.run.Expectation;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.temporal.TemporalNames;

/** Answers as a monitor would, and looks at nothing: 62 jobs wait for ever. */
public final class FakeMonitor implements MonitorWorkflow {

  private final MonitorRequest request;
  private final Instant since = Instant.ofEpochMilli(Workflow.currentTimeMillis());
  private boolean cheapest;
  private boolean cleaningUp;
  private Verdict verdict;

  @WorkflowInit
  public FakeMonitor(MonitorRequest request) {
    this.request = request;
    this.cheapest = request.cheapest();
  }

  @Override
  public MonitorReport monitor(MonitorRequest same) {
    Workflow.await(() -> verdict != null);
    return new MonitorReport(
        verdict,
        request.run(),
        request.fleetIds(),
        "123456789012",
        "us-east-1",
        since,
        null,
        since,
        126,
        cheapest,
        Counts.none(),
        "",
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of());
  }

  @Override
  public void enableCheapestMode() {
    cheapest = true;
  }

  @Override
  public void readQueueNow() {
    // No command of the starter sends it.
  }

  @Override
  public Registration register(MonitorRequest start) {
    if (start.startId().equals(request.startId())) {
      return registered(Outcome.STARTED, List.of(), List.of());
    }
    if (!start.run().queue().equals(request.run().queue())) {
      return registered(Outcome.ANOTHER_RUN, List.of(), List.of());
    }
    if (cleaningUp && !request.fleetIds().containsAll(start.fleetIds())) {
      String successor = TemporalNames.newerRunWorkflowId(start.run());
      Workflow.upsertMemo(Map.of(TemporalNames.SUCCESSOR_MEMO, successor));
      return registered(Outcome.NEWER_RUN, List.of(), List.of());
    }
    return registered(
        Outcome.JOINED,
        start.secondExport() == null
            ? List.of("Cheapest mode is on now.")
            : List.of("A second export in " + start.secondExport().toHours() + " h."),
        List.of("The queue is still read every 60 s."));
  }

  @Override
  public Answer hold(Duration howLong) {
    return Answer.yes("Nothing is lowered or cleaned up for " + howLong.toMinutes() + " min.");
  }

  @Override
  public Answer resume() {
    return Answer.no("The run is not held.");
  }

  @Override
  public Answer finishNow() {
    verdict = Verdict.SUCCEEDED;
    return Answer.yes("The clean-up begins now.");
  }

  @Override
  public Answer retryBlocked() {
    cleaningUp = true;
    return Answer.yes("Trying again now.");
  }

  @Override
  public Answer stopMonitoring() {
    verdict = Verdict.STOPPED;
    return Answer.yes("The monitor ends now.");
  }

  @Override
  public MonitorReport report() {
    throw new UnsupportedOperationException("This monitor is never cancelled.");
  }

  @Override
  public MonitorStatus status() {
    return new MonitorStatus(
        request.run(),
        cleaningUp ? Phase.CLEANING_UP : Phase.WATCHING,
        since,
        since,
        QueueSighting.none().read(new QueueReading(since, 62, 64, 0), null),
        126,
        List.of(),
        64,
        cheapest,
        null,
        List.of(new Expectation(since.plusSeconds(600), "look at the fleet")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        Counts.none(),
        null,
        "",
        null);
  }

  private Registration registered(Outcome outcome, List<String> changed, List<String> kept) {
    List<String> next = List.of("The queue is read every 60 s.");
    Phase phase = cleaningUp ? Phase.CLEANING_UP : Phase.WATCHING;
    return new Registration(outcome, changed, kept, phase, next, "");
  }
}
