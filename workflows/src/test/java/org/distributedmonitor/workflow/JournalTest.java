package org.distributedmonitor.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JournalTest {

  private final Journal journal = new Journal();

  @Test
  void keepsTheNewestWarningsAndSaysHowManyItDropped() {
    for (int i = 1; i <= 42; i++) {
      journal.warn("Warning " + i);
      journal.warn("Warning " + i);
    }

    assertThat(journal.warningsTold())
        .hasSize(31)
        .startsWith("12 earlier warnings are no longer kept.", "Warning 13")
        .endsWith("Warning 42");
  }

  @Test
  void saysNothingOfDroppedOnesWhileAllAreKept() {
    for (int i = 1; i <= 30; i++) {
      journal.warn("Warning " + i);
    }

    assertThat(journal.warningsTold()).hasSize(30).startsWith("Warning 1").endsWith("Warning 30");
  }
}
