package org.distributedmonitor.scenarios.histories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor.ActivityInput;
import io.temporal.worker.NonDeterministicException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.monitor.main.MonitorWorkflowImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The saved histories tell a change that would leave running monitors standing from others. */
@Timeout(60)
class BreakingChangeTest {

  @ParameterizedTest
  @ValueSource(classes = {AlteredMonitor.PausesFirst.class, AlteredMonitor.AsksOnceMore.class})
  void whatIsDoneInAdditionBreaks(Class<?> altered) {
    try (Replay replay = new Replay(altered)) {
      assertBreaks(replay);
    }
  }

  @Test
  void twoStepsInTheOtherOrderBreak() {
    try (Replay replay = new Replay(MonitorWorkflowImpl.class, new AlteredActivities(new Swap()))) {
      assertBreaks(replay);
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {AlteredMonitor.PausesFirstFromNowOn.class, AlteredMonitor.SpeaksOtherwise.class})
  void otherWordsAndWhatOnlyNewRunsDoAreHarmless(Class<?> altered) {
    try (Replay replay = new Replay(altered)) {
      assertHarmless(replay);
    }
  }

  @Test
  void anotherPatienceIsHarmless() {
    try (Replay replay =
        new Replay(MonitorWorkflowImpl.class, new AlteredActivities(new Patience()))) {
      assertHarmless(replay);
    }
  }

  private static void assertBreaks(Replay replay) {
    List<Path> runs = monitors().stream().filter(BreakingChangeTest::wasCleanedUp).toList();

    assertThat(runs).isNotEmpty();
    assertThat(runs)
        .allSatisfy(
            run ->
                assertThatThrownBy(() -> replay.of(SavedHistories.read(run)))
                    .hasMessageContaining(NonDeterministicException.class.getName()));
  }

  private static void assertHarmless(Replay replay) {
    assertThat(monitors()).isNotEmpty();
    monitors().forEach(run -> replay.of(SavedHistories.read(run)));
  }

  private static List<Path> monitors() {
    return SavedHistories.all().stream().filter(BreakingChangeTest::ofAMonitor).toList();
  }

  private static boolean ofAMonitor(Path run) {
    return Stream.of(Scenario.values()).anyMatch(it -> it.ofAMonitor() && it.isIn(run));
  }

  private static boolean wasCleanedUp(Path run) {
    WorkflowExecutionHistory history = SavedHistories.read(run);
    return history.toJson(false).contains("\"DeleteDashboard\"")
        && history.getLastEvent().hasWorkflowExecutionCompletedEventAttributes();
  }

  private static final class Swap implements AlteredActivities.Change {
    @Override
    public <R> ActivityInput<R> of(ActivityInput<R> asked) {
      String name = asked.getActivityName();
      return new ActivityInput<>(
          name.equals("DeleteAlarms")
              ? "DeleteDashboard"
              : name.equals("DeleteDashboard") ? "DeleteAlarms" : name,
          asked.getResultClass(),
          asked.getResultType(),
          asked.getArgs(),
          asked.getOptions(),
          asked.getHeader());
    }
  }

  private static final class Patience implements AlteredActivities.Change {
    @Override
    public <R> ActivityInput<R> of(ActivityInput<R> asked) {
      return new ActivityInput<>(
          asked.getActivityName(),
          asked.getResultClass(),
          asked.getResultType(),
          asked.getArgs(),
          ActivityOptions.newBuilder(asked.getOptions())
              .setStartToCloseTimeout(Duration.ofMinutes(77))
              .setSummary("Be patient")
              .build(),
          asked.getHeader());
    }
  }
}
