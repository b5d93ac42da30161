package org.distributedmonitor.monitor;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/** Watches one run until it is done, cleans it up, and reports. */
@WorkflowInterface
public interface MonitorWorkflow {

  @WorkflowMethod(name = "MonitorWorkflow")
  MonitorReport monitor(MonitorRequest request);

  @SignalMethod(
      name = "enableCheapestMode",
      description = "Lower the fleet to one machine; running machines stay. No argument.")
  void enableCheapestMode();

  @SignalMethod(
      name = "readQueueNow",
      description = "Read the queue now, beside the watch. No argument; harmless to repeat.")
  void readQueueNow();

  @UpdateMethod(
      name = "register",
      description = "Hand over a newer monitor file or another fleet of the same run.")
  Registration register(MonitorRequest request);

  @UpdateMethod(
      name = "hold",
      description = "Suspend scale-down, cheapest mode and clean-up for a while.")
  Answer hold(Duration howLong);

  @UpdateMethod(name = "resume", description = "End a hold.")
  Answer resume();

  @UpdateMethod(name = "finishNow", description = "Clean up now, though jobs may remain.")
  Answer finishNow();

  @UpdateMethod(name = "retryBlocked", description = "Try again now what is blocked.")
  Answer retryBlocked();

  @UpdateMethod(
      name = "stopMonitoring",
      description = "End the monitor. What is still on stays on, and is listed.")
  Answer stopMonitoring();

  /** The server keeps no result of a workflow whose cancellation was asked for; this is it. */
  @QueryMethod(name = "report", description = "The report, as far as the run has come.")
  MonitorReport report();

  @QueryMethod(name = "status", description = "What the monitor knows of its run.")
  MonitorStatus status();
}
