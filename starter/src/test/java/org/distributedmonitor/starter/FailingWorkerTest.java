package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.starter.Cli.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker is there, and cannot go on with the run. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class FailingWorkerTest {

  private static final String TOLD =
      "starter: the worker fails on monitor-Plate7, so its run is not watched"
          + " (IllegalStateException: No way on.); see the worker's log, and start the version from"
          + " before or a mended one; within minutes the run goes on from where it is, nothing is"
          + " lost\n";

  @AutoClose private final ScriptedTemporal temporal = new ScriptedTemporal();

  @Test
  void statusSaysWhyAndWhatToDo() {
    stumbling(2);

    Done done = run("status", "--app", "Plate7");

    assertThat(done.exitCode()).isEqualTo(4);
    assertThat(done.err()).isEqualTo(TOLD);
    assertThat(done.out())
        .startsWith("monitor-Plate7: the worker fails on it, so nothing is watched now\n")
        .contains("Why        IllegalStateException: No way on.\n")
        .contains("To do      see the worker's log, and start the version from before");
  }

  @Test
  void statusInJsonTellsItFromAWorkerThatIsNotThere() throws IOException {
    stumbling(7);

    JsonNode failing = json(run("status", "--app", "Plate7", "-o", "json"));
    JsonNode missing = json(withoutWorker("status", "--app", "Plate7", "-o", "json"));

    assertThat(failing.get("workerAnswers").asBoolean()).isFalse();
    assertThat(failing.get("workerFails").asText()).isEqualTo("IllegalStateException: No way on.");
    assertThat(missing.get("workerAnswers").asBoolean()).isFalse();
    assertThat(missing.get("workerFails").isNull()).isTrue();
  }

  @Test
  void whatFailedBeforeTheWorkerWentIsNotItsFaultAnyMore() {
    stumbling(7);

    Done done = withoutWorker("status", "--app", "Plate7");

    assertThat(done.exitCode()).isEqualTo(4);
    assertThat(done.out()).contains("no worker answers, so nothing is watched now");
    assertThat(done.err()).startsWith("starter: no worker answers on the task queue ");
  }

  @Test
  void ordersAndReportSayTheSame() {
    stumbling(7);

    for (String[] order :
        new String[][] {
          {"hold", "--for", "1h"}, {"resume"}, {"retry"}, {"finish", "--yes"}, {"report"}
        }) {
      String[] arguments = Arrays.copyOf(order, order.length + 2);
      arguments[order.length] = "--app";
      arguments[order.length + 1] = "Plate7";
      Done done = run(arguments);

      assertThat(done.exitCode()).isEqualTo(4);
      assertThat(done.err()).endsWith(TOLD);
    }
  }

  private void stumbling(int attempt) {
    temporal.stumbling(
        "Plate7",
        attempt,
        ScriptedTemporal.failed("java.lang.IllegalStateException", "No way on."));
  }

  private Done run(String... arguments) {
    return Cli.execute(temporal.env(), "", arguments);
  }

  private Done withoutWorker(String... arguments) {
    temporal.withoutWorker();
    return run(arguments);
  }

  private static JsonNode json(Done done) throws IOException {
    return new ObjectMapper().readTree(done.out());
  }
}
