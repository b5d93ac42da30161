package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.run.Verdict;
import org.junit.jupiter.api.Test;

class VerdictRuleTest {

  private static final StepResult DONE = result(StepOutcome.done(""));
  private static final StepResult BLOCKED = result(StepOutcome.blocked("no", "allow it"));
  private static final Leftover MACHINE =
      Leftover.of(Leftover.Kind.MACHINE, "i-1", "It is running.", false);
  private static final Leftover REVISION =
      Leftover.of(Leftover.Kind.TASK_DEFINITION, "PlatesTask:1", "It is active.", false);

  @Test
  void succeedsOnlyWhenNothingIsLeft() {
    assertThat(VerdictRule.over(List.of(DONE), List.of(), 0)).isEqualTo(Verdict.SUCCEEDED);
    assertThat(VerdictRule.over(List.of(DONE), List.of(), 3))
        .isEqualTo(Verdict.SUCCEEDED_WITH_FAILED_JOBS);
    assertThat(VerdictRule.over(List.of(DONE), List.of(REVISION), 0))
        .isEqualTo(Verdict.CLEANUP_INCOMPLETE);
    assertThat(VerdictRule.over(List.of(DONE, BLOCKED), List.of(), 0))
        .isEqualTo(Verdict.CLEANUP_INCOMPLETE);
  }

  @Test
  void goesOnWhileSomethingIsBlockedOrCostsMoney() {
    assertThat(VerdictRule.unsettled(List.of(BLOCKED), List.of())).isTrue();
    assertThat(VerdictRule.unsettled(List.of(DONE), List.of(MACHINE))).isTrue();
    assertThat(VerdictRule.unsettled(List.of(DONE), List.of(REVISION))).isFalse();
  }

  @Test
  void whatSomebodyKeepsByATagIsLeftByOrder() {
    List<Leftover> kept =
        List.of(
            Leftover.kept(Leftover.Kind.FLEET, "sfr-1", "It is protected."),
            Leftover.kept(Leftover.Kind.QUEUE, "Plates", "It is protected."));

    assertThat(VerdictRule.unsettled(List.of(DONE), kept)).isFalse();
    assertThat(VerdictRule.over(List.of(DONE), kept, 0)).isEqualTo(Verdict.SUCCEEDED);
    assertThat(VerdictRule.over(List.of(DONE), List.of(kept.get(0), REVISION), 0))
        .isEqualTo(Verdict.CLEANUP_INCOMPLETE);
    assertThat(VerdictRule.unsettled(List.of(DONE), List.of(kept.get(0), MACHINE))).isTrue();
  }

  private static StepResult result(StepOutcome outcome) {
    return new StepResult(Step.DELETE_QUEUE, outcome, Instant.EPOCH);
  }
}
