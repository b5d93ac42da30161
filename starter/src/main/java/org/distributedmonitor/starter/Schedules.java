package org.distributedmonitor.starter;

import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionExecution;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.connection.TemporalTrouble.Kind;
import org.distributedmonitor.starter.text.Spans;
import org.distributedmonitor.temporal.TemporalNames;

/** The schedules of Auto-Monitor, one for each folder. */
final class Schedules {

  /** A scan that is late by more is left out: the next one sees as much. */
  private static final Duration CATCH_UP = Duration.ofMinutes(1);

  /** More things a scan tries one after the other, each for as long as its patience. */
  private static final int STEPS = 10;

  private static final String TYPE = "AutoMonitorWorkflow";

  private final Temporal temporal;

  Schedules(Temporal temporal) {
    this.temporal = temporal;
  }

  /** The ids of all, sorted. */
  List<String> ids() {
    return temporal.answer(
        () -> {
          try (Stream<String> all =
              temporal.schedules().listSchedules().map(one -> one.getScheduleId())) {
            return all.filter(id -> id.startsWith(TemporalNames.AUTO_MONITOR)).sorted().toList();
          }
        });
  }

  Optional<ScheduleDescription> describe(String id) {
    return known(() -> temporal.schedules().getHandle(id).describe());
  }

  /** What the schedule's scans are told; empty when it is none of ours. */
  static Optional<AutoMonitor> order(ScheduleDescription schedule) {
    return schedule.getSchedule().getAction() instanceof ScheduleActionStartWorkflow start
            && start.getWorkflowType().equals(TYPE)
        ? Optional.of(start.getArguments().get(0, AutoMonitor.class))
        : Optional.empty();
  }

  /** Whether somebody has paused it, in the Web UI for one. */
  static boolean paused(ScheduleDescription schedule) {
    ScheduleState state = schedule.getSchedule().getState();
    return state != null && state.isPaused();
  }

  /** Makes the schedule; its first scan begins at once. */
  void create(AutoMonitor order) {
    temporal.answer(
        () ->
            temporal
                .schedules()
                .createSchedule(
                    TemporalNames.scheduleId(order.folder()),
                    schedule(order),
                    ScheduleOptions.newBuilder().setTriggerImmediately(true).build()));
  }

  /** Makes it another one; what its scans remember stays. */
  void update(AutoMonitor order) {
    Optional<Boolean> updated =
        known(
            () -> {
              var handle = temporal.schedules().getHandle(TemporalNames.scheduleId(order.folder()));
              handle.update(input -> new ScheduleUpdate(schedule(order)));
              handle.trigger(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
              return true;
            });
    if (updated.isEmpty()) {
      // Somebody has disabled it in this moment.
      create(order);
    }
  }

  /**
   * Deletes the schedule, and ends the scan that is under way: it would start further monitors.
   *
   * @return whether there was one to delete
   */
  boolean delete(MonitorFolder folder) {
    return known(
            () -> {
              var handle = temporal.schedules().getHandle(TemporalNames.scheduleId(folder));
              handle.pause("It is being disabled.");
              List<String> underWay = underWay(handle.describe());
              handle.delete();
              underWay.forEach(this::end);
              return true;
            })
        .isPresent();
  }

  private static List<String> underWay(ScheduleDescription schedule) {
    return workflowIds(schedule.getInfo().getRunningActions().stream()).toList();
  }

  /** Of the scans among them, which are all that our schedules begin. */
  static Stream<String> workflowIds(Stream<ScheduleActionExecution> begun) {
    return begun
        .filter(ScheduleActionExecutionStartWorkflow.class::isInstance)
        .map(action -> ((ScheduleActionExecutionStartWorkflow) action).getWorkflowId());
  }

  private void end(String scan) {
    try {
      temporal.client().newUntypedWorkflowStub(scan).terminate("Auto-Monitor was disabled.");
    } catch (WorkflowNotFoundException e) {
      // It has ended in this moment.
    }
  }

  private Schedule schedule(AutoMonitor order) {
    String looks = "Looks for monitor files in " + order.folder().uri();
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(TYPE)
                .setArguments(order)
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(TemporalNames.scanWorkflowId(order.folder()))
                        .setTaskQueue(temporal.taskQueue())
                        .setWorkflowRunTimeout(order.patience().multipliedBy(STEPS))
                        .setStaticSummary(looks)
                        .setStaticDetails(
                            looks
                                + " and starts a monitor for each that has none. What it found is"
                                + " its result; the next scan goes on from there.")
                        .build())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(order.every())))
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(CATCH_UP)
                .build())
        .setState(ScheduleState.newBuilder().setNote(note(order)).build())
        .build();
  }

  private static String note(AutoMonitor order) {
    return "Looks every "
        + Spans.words(order.every())
        + " for monitor files in "
        + order.folder().uri()
        + " and starts a monitor for each that has none"
        + older(order.older().size())
        + ". Enabled by `starter auto-monitor enable`.";
  }

  private static String older(int files) {
    return switch (files) {
      case 0 -> "";
      case 1 -> "; 1 older one is left alone";
      default -> "; " + files + " older ones are left alone";
    };
  }

  /** The answer about one schedule; empty when there is no such. */
  private <T> Optional<T> known(Callable<T> question) {
    try {
      return Optional.of(temporal.answer(question));
    } catch (TemporalTrouble trouble) {
      if (trouble.kind() == Kind.ABSENT) {
        return Optional.empty();
      }
      throw trouble;
    }
  }
}
