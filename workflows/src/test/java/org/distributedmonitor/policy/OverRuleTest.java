package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverRuleTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Run RUN = run("Plates", "PlatesQueue", START);

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void onlyARunOfWhichNothingIsLeftIsOver(Verdict verdict) {
    boolean nothingLeft =
        List.of(Verdict.SUCCEEDED, Verdict.SUCCEEDED_WITH_FAILED_JOBS).contains(verdict);

    assertThat(OverRule.over(report(verdict), RUN, List.of("sfr-1"))).isEqualTo(nothingLeft);
  }

  @Test
  void aFileWithAnyOtherFleetIsANewerRuns() {
    assertThat(over(RUN, "sfr-1", "sfr-2")).isTrue();
    assertThat(over(RUN, "sfr-2")).isTrue();
    assertThat(over(RUN, "sfr-3")).isFalse();
    assertThat(over(RUN, "sfr-1", "sfr-3")).isFalse();
    assertThat(over(RUN)).isFalse();
  }

  @Test
  void aFileThatWasMendedIsAboutAnotherRunAndAnotherStartTimeIsNot() {
    assertThat(over(run("Plates", "OtherQueue", START), "sfr-1")).isFalse();
    assertThat(over(run("Plates", "PlatesQueue", START.plusSeconds(60)), "sfr-1")).isTrue();
  }

  private static boolean over(Run run, String... fleetIds) {
    return OverRule.over(report(Verdict.SUCCEEDED), run, List.of(fleetIds));
  }

  private static MonitorReport report(Verdict verdict) {
    return new MonitorReport(
        verdict,
        RUN,
        List.of("sfr-1", "sfr-2"),
        "",
        "",
        START,
        START,
        START,
        4,
        false,
        null,
        "",
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of());
  }

  private static Run run(String app, String queue, Instant start) {
    return new Run(app, "default", queue, "bucket-name", app, start, false, "");
  }
}
