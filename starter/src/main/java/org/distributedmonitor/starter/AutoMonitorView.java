package org.distributedmonitor.starter;

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
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.Monitors;

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
            .flatMap(scan -> monitors.result(scan, ScanReport.class))
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
    return Schedules.workflowIds(recent.stream().map(ScheduleActionResult::getAction))
        .flatMap(id -> monitors.describe(id).stream())
        .toList();
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
