package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryRuleTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest
  @CsvSource({
    "CANCEL_FLEETS, false, 1 2 5 5 5 5 5",
    "STOP_SERVICE, false, 1 2 5 5 5 5 5",
    "DELETE_ALARMS, false, 1 2 5 5 5 5 5",
    "DELETE_DASHBOARD, false, 1 2 5 5 5 5 5",
    "DELETE_QUEUE, false, 60 60 60 60 60 60 60",
    "EXPORT_LOGS, false, 60 60 60 60 60 60 60",
    "CANCEL_FLEETS, true, 1 2 5 5 5 5 5",
    "STOP_SERVICE, true, 1 2 5 5 5 5 5",
    "DELETE_ALARMS, true, 1 2 5 10 60 60 60",
    "DELETE_QUEUE, true, 1 2 5 10 60 60 60"
  })
  void saysInHowManyMinutesABlockedStepIsTriedAgain(Step step, boolean fault, String minutes) {
    List<String> pauses = new ArrayList<>();
    StepResult result = StepResult.first(step, blocked(), NOON, fault);
    for (int i = 0; i < 7; i++) {
      Instant next = RetryRule.nextTry(result, HOUR);
      pauses.add(Long.toString(Duration.between(result.at(), next).toMinutes()));
      result = result.then(blocked(), next, fault);
    }

    assertThat(String.join(" ", pauses)).isEqualTo(minutes);
    assertThat(result.since()).isEqualTo(NOON);
  }

  @Test
  void runsThroughAnHourQuickly() {
    StepResult result = StepResult.first(Step.CANCEL_FLEETS, blocked(), NOON, false);

    assertThat(RetryRule.nextTry(result, Duration.ofSeconds(60)))
        .isEqualTo(NOON.plus(Duration.ofSeconds(1)));
  }

  @Test
  void beginsAnewWhenItWasDoneInBetween() {
    StepResult again =
        StepResult.first(Step.DELETE_ALARMS, blocked(), NOON, false)
            .then(blocked(), NOON.plusSeconds(60), false)
            .then(StepOutcome.done("Deleted."), NOON.plusSeconds(120), false)
            .then(blocked(), NOON.plusSeconds(180), false);

    assertThat(again.tries()).isEqualTo(1);
    assertThat(again.since()).isEqualTo(NOON.plusSeconds(180));
  }

  /** Whatever costs money and can be removed by a step has to be removed by one that says so. */
  @ParameterizedTest
  @EnumSource(Leftover.Kind.class)
  void knowsOfEachKindThatCostsMoneyWhatItCosts(Leftover.Kind kind) {
    if (kind.step() != null) {
      assertThat(kind.step().savesMoney()).isEqualTo(kind.costsMoney());
    }
  }

  /** Steps that wait for each other would wait for ever. */
  @ParameterizedTest
  @EnumSource(Step.class)
  void noStepWaitsForOneThatComesAfterIt(Step step) {
    assertThat(step.after()).allMatch(earlier -> earlier.ordinal() < step.ordinal());
  }

  private static StepOutcome blocked() {
    return StepOutcome.blocked("It was refused.", "Allow it.");
  }
}
