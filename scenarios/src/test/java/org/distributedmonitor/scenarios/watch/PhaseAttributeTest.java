package org.distributedmonitor.scenarios.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The run's phase in Temporal's listings. */
@Timeout(60)
class PhaseAttributeTest {

  private static final String APP = "Plates";
  private static final Set<String> STOP_MONEY =
      Set.of("CancelFleets", "StopService", "DeleteAlarms", "DeleteDashboard");

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void showsWhereARunStandsAndThatItHasFinished() {
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(2).jobs(4)));
    harness.pass(Duration.ofMinutes(5));
    String watching = shown();

    harness.report(APP);

    assertThat(watching).isEqualTo("WATCHING");
    assertThat(shown()).isEqualTo("FINISHED");
  }

  @Test
  void isCarriedIntoANewExecution() {
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(2).jobs(400)));
    harness.pass(Duration.ofMinutes(25));
    String first = harness.execution(APP).getRunId();

    harness.continueAsNew(APP);
    harness.pass(Duration.ofMinutes(11));

    assertThat(harness.execution(APP).getRunId()).isNotEqualTo(first);
    assertThat(shown()).isEqualTo("WATCHING");
  }

  /** The server fails a task that sets an attribute it does not have, with all that is in it. */
  @Test
  void isNeverSetInATaskThatStopsMoney() {
    harness.region().faults().refuse("ec2:CancelSpotFleetRequests");
    harness.region().faults().refuse("cloudwatch:DeleteAlarms");
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(2).jobs(4)));
    harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == Phase.NEEDS_ATTENTION);
    harness.pass(Duration.ofHours(2));
    harness.monitor(APP).retryBlocked();
    harness.pass(Duration.ofHours(1));

    List<HistoryEvent> events =
        harness.client().fetchHistory(TemporalNames.workflowId(APP)).getEvents();
    Set<Long> setting =
        events.stream()
            .filter(HistoryEvent::hasUpsertWorkflowSearchAttributesEventAttributes)
            .map(event -> event.getUpsertWorkflowSearchAttributesEventAttributes())
            .map(upsert -> upsert.getWorkflowTaskCompletedEventId())
            .collect(Collectors.toSet());
    Set<Long> stopping =
        events.stream()
            .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
            .map(HistoryEvent::getActivityTaskScheduledEventAttributes)
            .filter(activity -> STOP_MONEY.contains(activity.getActivityType().getName()))
            .map(activity -> activity.getWorkflowTaskCompletedEventId())
            .collect(Collectors.toSet());

    assertThat(setting).hasSizeGreaterThan(3);
    assertThat(stopping).hasSizeGreaterThan(30).doesNotContainAnyElementsOf(setting);
  }

  private String shown() {
    return WorkflowStub.fromTyped(harness.monitor(APP))
        .describe()
        .getTypedSearchAttributes()
        .get(TemporalNames.PHASE);
  }
}
