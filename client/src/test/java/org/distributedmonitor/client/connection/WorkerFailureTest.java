package org.distributedmonitor.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WorkerFailureTest {

  private static final HistoryEvent FAILED =
      Events.failed("java.lang.IllegalStateException", "No way on.");

  @Test
  void isTheNewestFailuresInnermostCause() {
    HistoryEvent older = Events.failed("java.lang.Error", "Long mended.");

    assertThat(cause(Events.SIGNALED, FAILED, Events.STARTED, older))
        .contains("IllegalStateException: No way on.");
  }

  @Test
  void isNoneOnceAWorkerGotOverItOrWasKilledInIt() {
    assertThat(cause(Events.COMPLETED, Events.STARTED, FAILED)).isEmpty();
    assertThat(cause(Events.TIMED_OUT, Events.STARTED, FAILED)).isEmpty();
    assertThat(cause(Events.STARTED)).isEmpty();
  }

  @Test
  void isNoneWhenTheTaskIsOnlyDoneAnew() {
    assertThat(cause(Events.failed("UNHANDLED_COMMAND", "", "", ""))).isEmpty();
    assertThat(cause(Events.failed("RESET_WORKFLOW", "", "", ""))).isEmpty();
  }

  @Test
  void saysOfOtherCodeThatItDoesNotFit() {
    String where =
        "[TMPRL1100] Failure handling event 5 of type 'EVENT_TYPE_TIMER_STARTED' during replay."
            + " [TMPRL1100] Event 5 of type EVENT_TYPE_TIMER_STARTED does not match command type"
            + " COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK. {PreviousStartedEventId=3}";

    assertThat(cause(Events.failed("NON_DETERMINISTIC_ERROR", "", "x.NonDeterministic", where)))
        .contains(
            "its code does not fit what the run has done: [TMPRL1100] Event 5 of type"
                + " EVENT_TYPE_TIMER_STARTED does not match command type"
                + " COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK.");
  }

  @Test
  void isOneLineThatNoTerminalObeysAndNotTooLong() {
    assertThat(cause(Events.failed("Error", "one\ntwo\u001b[31m\tthree")))
        .contains("Error: one two [31m three");
    assertThat(cause(Events.failed("Error", "x".repeat(1000))).orElseThrow())
        .hasSize(241)
        .endsWith("x…");
  }

  @Test
  void isTheServersOwnWordWhenNothingElseIsSaid() {
    assertThat(cause(Events.failed("BAD_SCHEDULE_ACTIVITY_ATTRIBUTES", "", "", "")))
        .contains("bad schedule activity attributes");
  }

  private static Optional<String> cause(HistoryEvent... newestFirst) {
    return WorkerFailure.in(List.of(newestFirst)).map(WorkerFailure::cause);
  }
}
