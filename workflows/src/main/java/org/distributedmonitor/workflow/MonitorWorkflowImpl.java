package org.distributedmonitor.workflow;

import java.time.Duration;
import org.distributedmonitor.run.Answer;
import org.distributedmonitor.run.MonitorReport;
import org.distributedmonitor.run.MonitorRequest;
import org.distributedmonitor.run.MonitorStatus;
import org.distributedmonitor.run.Registration;

/** Placeholder that the workflow replaces when it is merged; the worker registers this name. */
public final class MonitorWorkflowImpl implements MonitorWorkflow {

  @Override
  public MonitorReport monitor(MonitorRequest request) {
    return null;
  }

  @Override
  public void enableCheapestMode() {}

  @Override
  public Registration register(MonitorRequest request) {
    return null;
  }

  @Override
  public Answer hold(Duration howLong) {
    return null;
  }

  @Override
  public Answer resume() {
    return null;
  }

  @Override
  public Answer finishNow() {
    return null;
  }

  @Override
  public Answer retryBlocked() {
    return null;
  }

  @Override
  public Answer stopMonitoring() {
    return null;
  }

  @Override
  public MonitorStatus status() {
    return null;
  }
}
