package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.starter.Cli.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A list that says how each run stands, and not only what its monitor once said of itself. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ListTest {

  private static final Instant NOW = Instant.now();

  @AutoClose private final ScriptedTemporal temporal = new ScriptedTemporal();

  @Test
  void saysHowOldEachRunsNewestReadingIs() {
    temporal.watched("Plate7", NOW.minusSeconds(130)).watched("Plate8", NOW.minusSeconds(3700));

    Done done = list();

    assertThat(done.exitCode()).isZero();
    assertThat(done.err()).isEmpty();
    assertThat(done.out())
        .containsPattern("(?m)^RUN     PHASE    READ +SINCE +ENDED$")
        .containsPattern("(?m)^Plate7  RUNNING  2 min ago +\\S+")
        .containsPattern("(?m)^Plate8  RUNNING  1 h 2 min ago +\\S+");
  }

  @Test
  void saysThatNothingIsWatchedWhereNoWorkerPolls() throws IOException {
    temporal.watched("Plate7", NOW.minusSeconds(660)).withoutWorker();

    Done done = list();
    JsonNode json = new ObjectMapper().readTree(list("-o", "json").out());

    assertThat(done.exitCode()).isEqualTo(4);
    assertThat(done.out()).containsPattern("Plate7  RUNNING, no worker  11 min ago ");
    assertThat(done.err())
        .startsWith("starter: no worker answers on the task queue distributed-monitor at ")
        .hasLineCount(1);
    assertThat(json.at("/0/workerAnswers").asBoolean()).isFalse();
    assertThat(Instant.parse(json.at("/0/read").asText())).isBefore(NOW);
  }

  @Test
  void seesOfAWorkerThatWasKilledThatNobodyTakesTheWatchUp() {
    temporal
        .leftWaiting("Plate7", NOW.minus(Duration.ofSeconds(90)))
        .leftWaiting("Plate8", NOW.minus(Duration.ofSeconds(5)));

    Done done = list();

    assertThat(done.exitCode()).isEqualTo(4);
    assertThat(done.out())
        .contains("Plate7  RUNNING, no worker ")
        .doesNotContain("Plate8  RUNNING,");
  }

  @Test
  void saysOnWhichRunsTheWorkerFails() throws IOException {
    temporal
        .watched("Plate7", NOW)
        .stumbling("Plate8", 2, ScriptedTemporal.failed("Error", "No way on."))
        .stumbling("Plate9", 5, ScriptedTemporal.failed("Error", "No way on."))
        .stumbling("Plate10", 2, ScriptedTemporal.TIMED_OUT);

    Done done = list();
    JsonNode json = new ObjectMapper().readTree(list("-o", "json").out());

    assertThat(done.exitCode()).isEqualTo(4);
    assertThat(done.out())
        .containsPattern("(?m)^Plate7   RUNNING  ")
        .containsPattern("(?m)^Plate8   RUNNING, worker fails  - ")
        .containsPattern("(?m)^Plate10  RUNNING  ")
        .endsWith("\n\n  !  Plate8, Plate9: the worker fails on them: Error: No way on.\n");
    assertThat(done.err())
        .startsWith("starter: the worker fails on 2 runs, so they are not watched; see the worker");
    assertThat(json.at("/1/workerFails").asText()).isEqualTo("Error: No way on.");
  }

  @Test
  void saysOfAMonitorThatWasCutOffThatNobodyWatchesTheRun() throws IOException {
    temporal
        .ended("Plate7", "TERMINATED", NOW)
        .ended("Plate8", "FAILED", NOW)
        .ended("Plate9", "TIMED_OUT", NOW)
        .ended("Plate10", "CANCELED", NOW);

    Done done = list();
    JsonNode json = new ObjectMapper().readTree(list("-o", "json").out());

    assertThat(done.exitCode()).isZero();
    assertThat(done.out())
        .containsPattern("(?m)^Plate7   TERMINATED  ")
        .containsPattern(
            "(?m)^  !  Plate7 was terminated at \\S+: nobody watches this run, and its machines may"
                + " be on; \"starter start --file FILE\" watches it again$")
        .contains("  !  Plate8 has failed at ")
        .contains("  !  Plate9 has timed out at ")
        .doesNotContain("  !  Plate10");
    assertThat(json.at("/0/cutOff").asText()).isEqualTo("was terminated");
    assertThat(json.at("/3/cutOff").isNull()).isTrue();
  }

  @Test
  void aThousandRunsAreDescribedQuicklyAndOneThatIsNotHasADash() {
    temporal.undescribed("Silent");
    for (int i = 0; i < 999; i++) {
      temporal.watched("Plate" + i, NOW);
    }
    Instant begun = Instant.now();

    Done done = list();

    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).hasLineCount(1001).containsPattern("(?m)^Silent    RUNNING  -  ");
    assertThat(temporal.described()).isEqualTo(1000);
  }

  private Done list(String... more) {
    String[] arguments = new String[more.length + 1];
    arguments[0] = "list";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return Cli.execute(temporal.env(), "", arguments);
  }
}
