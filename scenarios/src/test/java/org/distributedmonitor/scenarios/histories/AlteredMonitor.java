package org.distributedmonitor.scenarios.histories;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import org.distributedmonitor.activity.NamespaceActivities;
import org.distributedmonitor.monitor.Answer;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.main.MonitorWorkflowImpl;

/** The monitor as somebody might change it, to see what that does to runs that have begun. */
abstract class AlteredMonitor implements MonitorWorkflow {

  private final MonitorWorkflowImpl monitor;

  private AlteredMonitor(MonitorRequest request) {
    monitor = new MonitorWorkflowImpl(request);
  }

  /** Waits before it begins. */
  public static final class PausesFirst extends AlteredMonitor {
    @WorkflowInit
    public PausesFirst(MonitorRequest request) {
      super(request);
    }

    @Override
    public MonitorReport monitor(MonitorRequest request) {
      Workflow.sleep(Duration.ofSeconds(1));
      return super.monitor(request);
    }
  }

  /** Asks for something more at its end. */
  public static final class AsksOnceMore extends AlteredMonitor {
    @WorkflowInit
    public AsksOnceMore(MonitorRequest request) {
      super(request);
    }

    @Override
    public MonitorReport monitor(MonitorRequest request) {
      MonitorReport report = super.monitor(request);
      Workflow.newActivityStub(
              NamespaceActivities.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build())
          .phaseDisplay("FINISHED");
      return report;
    }
  }

  /** Waits before it begins, if it begins under this version. */
  public static final class PausesFirstFromNowOn extends AlteredMonitor {
    @WorkflowInit
    public PausesFirstFromNowOn(MonitorRequest request) {
      super(request);
    }

    @Override
    public MonitorReport monitor(MonitorRequest request) {
      if (Workflow.getVersion("pause-first", Workflow.DEFAULT_VERSION, 1) == 1) {
        Workflow.sleep(Duration.ofSeconds(1));
      }
      return super.monitor(request);
    }
  }

  /** Tells people something else. */
  public static final class SpeaksOtherwise extends AlteredMonitor {
    @WorkflowInit
    public SpeaksOtherwise(MonitorRequest request) {
      super(request);
    }

    @Override
    public MonitorReport monitor(MonitorRequest request) {
      Workflow.setCurrentDetails("Hello");
      return super.monitor(request);
    }
  }

  @Override
  public MonitorReport monitor(MonitorRequest request) {
    return monitor.monitor(request);
  }

  @Override
  public void enableCheapestMode() {
    monitor.enableCheapestMode();
  }

  @Override
  public void readQueueNow() {
    monitor.readQueueNow();
  }

  @Override
  public Registration register(MonitorRequest request) {
    return monitor.register(request);
  }

  @Override
  public Answer hold(Duration howLong) {
    return monitor.hold(howLong);
  }

  @Override
  public Answer resume() {
    return monitor.resume();
  }

  @Override
  public Answer finishNow() {
    return monitor.finishNow();
  }

  @Override
  public Answer retryBlocked() {
    return monitor.retryBlocked();
  }

  @Override
  public Answer stopMonitoring() {
    return monitor.stopMonitoring();
  }

  @Override
  public MonitorReport report() {
    return monitor.report();
  }

  @Override
  public MonitorStatus status() {
    return monitor.status();
  }
}
