package org.distributedmonitor.starter;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleActionResult;
import io.temporal.client.schedules.ScheduleDescription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.ScanReport;
import org.distributedmonitor.automonitor.TrackedFile;

/**
 * An Auto-Monitor and what its scans found.
 *
 * @param last the newest scan; empty before the first
 * @param report what the newest scan came to that ended well; an empty one before the first
 * @param phases the phase of each monitor that runs
 * @param next when the next scan begins; null when none will
 */
record AutoMonitorView(
    String scheduleId,
    AutoMonitor order,
    boolean paused,
    Optional<Execution> last,
    ScanReport report,
    Map<String, String> phases,
    Instant next) {

  /** Empty when there is no such schedule, or it is none of ours. */
  static Optional<AutoMonitorView> of(Temporal temporal, String scheduleId) {
    Optional<ScheduleDescription> schedule = new Schedules(temporal).describe(scheduleId);
    Optional<AutoMonitor> order = schedule.flatMap(Schedules::order);
    return order.map(known -> of(temporal, scheduleId, schedule.get(), known));
  }

  private static AutoMonitorView of(
      Temporal temporal, String scheduleId, ScheduleDescription schedule, AutoMonitor order) {
    Monitors monitors = new Monitors(temporal);
    List<Execution> scans = scans(monitors, schedule);
    ScanReport report =
        scans.stream()
            .filter(Execution::completed)
            .findFirst()
            .map(scan -> report(temporal, scan))
            .orElse(ScanReport.none());
    List<Instant> next = schedule.getInfo().getNextActionTimes();
    return new AutoMonitorView(
        scheduleId,
        order,
        Schedules.paused(schedule),
        scans.stream().findFirst(),
        report,
        phases(monitors, report),
        next.isEmpty() ? null : next.get(0));
  }

  /** The newest first, as far as the schedule and the server remember them. */
  private static List<Execution> scans(Monitors monitors, ScheduleDescription schedule) {
    List<ScheduleActionResult> recent = new ArrayList<>(schedule.getInfo().getRecentActions());
    Collections.reverse(recent);
    return recent.stream()
        .map(ScheduleActionResult::getAction)
        .filter(ScheduleActionExecutionStartWorkflow.class::isInstance)
        .map(action -> ((ScheduleActionExecutionStartWorkflow) action).getWorkflowId())
        .flatMap(id -> monitors.describe(id).stream())
        .toList();
  }

  private static ScanReport report(Temporal temporal, Execution scan) {
    try {
      return Patience.ask(
              () ->
                  temporal
                      .client()
                      .newUntypedWorkflowStub(scan.workflowId())
                      .getResult(ScanReport.class))
          .orElse(ScanReport.none());
    } catch (WorkflowFailedException e) {
      return ScanReport.none();
    } catch (RuntimeException e) {
      throw Failures.told(temporal, e);
    }
  }

  private static Map<String, String> phases(Monitors monitors, ScanReport report) {
    Map<String, String> phases = new LinkedHashMap<>();
    report.files().stream()
        .filter(file -> file.state() == FileState.WATCHED)
        .map(TrackedFile::workflowId)
        .distinct()
        .forEach(
            id ->
                monitors
                    .describe(id)
                    .filter(Execution::running)
                    .ifPresent(monitor -> phases.put(id, monitor.phase())));
    return phases;
  }
}
