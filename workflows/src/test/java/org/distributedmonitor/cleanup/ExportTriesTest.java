package org.distributedmonitor.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A part of an export is tried so often and no more: its starts are counted, and only its own. */
class ExportTriesTest {

  private static final String DAY_1 = "Plates 1 day 1";
  private static final String DAY_2 = "Plates 1 day 2";

  @Test
  void whatWasBegunCounts() {
    ExportTries tries = ExportTries.none().after(begun(DAY_1)).after(begun(DAY_1));

    assertThat(tries.startedFor(DAY_1)).isEqualTo(2);
    assertThat(tries.startedFor(DAY_2)).isZero();
  }

  @Test
  void whatWasAdoptedDoesNot() {
    ExportTries tries = ExportTries.none().after(adopted(DAY_1)).after(begun(DAY_1));

    assertThat(tries.startedFor(DAY_1)).isEqualTo(1);
    assertThat(tries.after(adopted(DAY_1))).isEqualTo(tries);
  }

  @Test
  void theNextPartBeginsAnew() {
    ExportTries tries = ExportTries.none().after(begun(DAY_1)).after(begun(DAY_1));

    assertThat(tries.after(begun(DAY_2))).isEqualTo(new ExportTries(DAY_2, 1));
    assertThat(tries.after(adopted(DAY_2))).isEqualTo(new ExportTries(DAY_2, 0));
  }

  private static ExportStart begun(String part) {
    return ExportStart.begun("task", part);
  }

  private static ExportStart adopted(String part) {
    return ExportStart.adopted("task", part);
  }
}
