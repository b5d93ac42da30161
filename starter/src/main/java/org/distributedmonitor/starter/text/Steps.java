package org.distributedmonitor.starter.text;

import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;

/** A step of the clean-up and what became of it. */
public final class Steps {

  /** As long as the longest outcome, so that the steps stand below each other. */
  private static final int OUTCOME = 16;

  private Steps() {}

  static void put(Page page, StepResult step) {
    StepOutcome outcome = step.outcome();
    String label = Page.padded(outcome.kind().words(), OUTCOME).substring(0, OUTCOME);
    String detail = outcome.detail().isEmpty() ? "" : ": " + outcome.detail();
    page.item(label, step.step().words() + detail, outcome.blocked() ? Tint.BAD : Tint.NONE);
    if (!outcome.remedy().isEmpty()) {
      page.item(" ".repeat(OUTCOME), outcome.remedy());
    }
  }
}
