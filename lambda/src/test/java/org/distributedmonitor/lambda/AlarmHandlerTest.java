package org.distributedmonitor.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedmonitor.lambda.Bench.FLEET;
import static org.distributedmonitor.lambda.Bench.OTHER_FLEET;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an alarm leads to when everything that is needed is there. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AlarmHandlerTest {

  private static final String WATCHED_NOW = "Plates: is watched now, by monitor-Plates.";

  @AutoClose private final Bench bench = new Bench().withWorker();

  @Test
  void beginsAMonitorAsAStartWithoutOptionsDoes() {
    bench.write("Plates", FLEET);

    assertThat(bench.send("old")).containsExactly(WATCHED_NOW);

    Run run =
        new Run(
            "Plates",
            "default",
            "PlatesQueue",
            "bucket-name",
            "Plates",
            Instant.ofEpochMilli(1649187798951L),
            false,
            "");
    assertThat(bench.monitor("Plates").starts())
        .containsExactly(
            new MonitorRequest(
                run,
                List.of(FLEET),
                false,
                1,
                Timing.standard(),
                "836fe1ec-79e0-56b8-827f-b66569e30001",
                null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "newer", "newest", "several-metrics", "not-visible"})
  void understandsEveryShapeOfAnAlarm(String event) {
    bench.write("Plates", FLEET);

    assertThat(bench.send(event)).containsExactly(WATCHED_NOW);
    assertThat(bench.logged()).containsExactly(WATCHED_NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ok", "insufficient-data", "another-alarm", "without-app", "no-alarm"})
  void doesNothingForAnythingElse(String event) {
    bench.write("Plates", FLEET);

    assertThat(bench.send(event)).singleElement().asString().contains("nothing is done");
    assertThat(bench.region.calls().of("s3:GetObject")).isEmpty();
    assertThat(bench.described("Plates")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          }  | The object is closed before CLEAN_DASHBOARD
          `` | There is no comma before CLEAN_DASHBOARD
          """)
  void readsTheFilesThatStartClusterClosesTooEarly(String before, String slip) {
    String warning =
        " A warning about s3://bucket-name/monitors/PlatesSpotFleetRequestId.json: "
            + slip
            + ", as some versions of startCluster write it; CLEAN_DASHBOARD was read all the same.";
    String dashboard = before + "\n\"CLEAN_DASHBOARD\" : \"True\"}";
    bench.put("Plates", Bench.monitorFile("Plates", "PlatesQueue", FLEET).replace("}", dashboard));

    assertThat(bench.send("old")).containsExactly(WATCHED_NOW + warning);
    assertThat(bench.send("not-visible"))
        .singleElement()
        .asString()
        .endsWith("which was told to read the queue now." + warning);
    assertThat(bench.monitor("Plates").starts())
        .isNotEmpty()
        .allMatch(start -> start.run().cleanDashboard());
  }

  @Test
  void tellsTheMonitorThereIsToReadTheQueueNow() {
    bench.write("Plates", FLEET);
    bench.send("newer");

    assertThat(bench.send("not-visible"))
        .containsExactly(
            "Plates: is watched already, by monitor-Plates (watching the queue), which was told to"
                + " read the queue now.");
    assertThat(bench.monitor("Plates").readings()).isEqualTo(1);
  }

  @Test
  void handsOverAFileThatStartClusterHasWrittenAnew() {
    bench.write("Plates", FLEET);
    bench.send("newer");
    bench.write("Plates", OTHER_FLEET);

    assertThat(bench.send("not-visible"))
        .singleElement()
        .asString()
        .endsWith("read the queue now. Another fleet is watched too.");
    assertThat(bench.monitor("Plates").starts())
        .extracting(MonitorRequest::fleetIds)
        .containsExactly(List.of(FLEET), List.of(OTHER_FLEET));
  }

  @Test
  void takesASecondDeliveryOfAnEventForTheSameStart() {
    bench.write("Plates", FLEET);

    assertThat(bench.send("newer")).isEqualTo(bench.send("newer")).containsExactly(WATCHED_NOW);
    assertThat(bench.monitor("Plates").starts()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOPPED", "SUCCEEDED", "CLEANUP_INCOMPLETE"})
  void leavesARunAloneThatIsOver(String verdict) {
    bench.write("Plates", FLEET);
    bench.send("newer");
    bench.monitor("Plates").end(verdict);
    bench.awaitEnd("Plates");

    assertThat(bench.send("not-visible"))
        .singleElement()
        .asString()
        .startsWith("Plates: is not started again: monitor-Plates ended at ")
        .contains(" (" + verdict + "), and s3://bucket-name/monitors/Plates")
        .endsWith("To watch it all the same: bin/starter start --again --file.");
    assertThat(bench.monitor("Plates").starts()).hasSize(1);
  }

  @Test
  void leavesARunAloneWhoseMonitorAPersonCancelled() {
    bench.write("Plates", FLEET);
    bench.send("newer");
    bench.stub("Plates").cancel();
    bench.awaitEnd("Plates");

    assertThat(bench.send("newer")).singleElement().asString().contains("(canceled)");
  }

  @Test
  void beginsAnewWhenTheMonitorWasTerminated() {
    bench.write("Plates", FLEET);
    bench.send("newer");
    bench.stub("Plates").terminate("enough");

    assertThat(bench.send("not-visible"))
        .containsExactly(
            "Plates: is watched now, by monitor-Plates; the monitor before it was terminated.");
  }

  @Test
  void beginsAnewWhenStartClusterHasWrittenTheFileSince() {
    bench.write("Plates", FLEET);
    bench.send("newer");
    bench.monitor("Plates").end("SUCCEEDED");
    bench.awaitEnd("Plates");
    bench.clock.set(Instant.now().plusSeconds(1));
    bench.write("Plates", OTHER_FLEET);

    assertThat(bench.send("not-visible")).containsExactly(WATCHED_NOW);
    assertThat(bench.monitor("Plates").starts())
        .extracting(MonitorRequest::fleetIds)
        .containsExactly(List.of(OTHER_FLEET));
  }

  @Test
  void beginsAnewWhenTheMonitorFailed() {
    bench.write("Plates", FLEET);
    bench.send("newer");
    bench.monitor("Plates").end(FakeMonitor.FAIL);
    bench.awaitEnd("Plates");

    assertThat(bench.send("not-visible"))
        .containsExactly(
            "Plates: is watched now, by monitor-Plates; the monitor before it has failed.");
  }
}
