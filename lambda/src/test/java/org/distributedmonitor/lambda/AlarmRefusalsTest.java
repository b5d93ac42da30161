package org.distributedmonitor.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.distributedmonitor.lambda.Bench.FLEET;
import static org.distributedmonitor.lambda.Bench.OTHER_FLEET;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What another try would not change is said and is no failure; what it may change is one. */
@Tag("slow")
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class AlarmRefusalsTest {

  private static final int MINUTE = 60_000;

  @AutoClose private final Bench bench = new Bench();

  @Test
  void aRunWithoutAFileIsNotStarted() {
    assertThat(bench.withWorker().send("newer"))
        .containsExactly(
            "Plates: there is no s3://bucket-name/monitors/PlatesSpotFleetRequestId.json, so nothing"
                + " is started. A run that is over has none; if this one is not, start its monitor"
                + " with bin/starter start --file.");
  }

  @Test
  void aBrokenFileIsNamedWithItsFaults() {
    bench.withWorker().put("Plates", "{\"MONITOR_FLEET_ID\": \"sfr-1\"");

    assertThat(bench.send("newer"))
        .singleElement()
        .asString()
        .startsWith("Plates: nothing is started, as the monitor file is at fault.")
        .contains("s3://bucket-name/monitors/PlatesSpotFleetRequestId.json: the file: found");
    assertThat(bench.described("Plates")).isEmpty();
  }

  @Test
  void anUploadThatWasCutOffIsABrokenFile() {
    String file = Bench.monitorFile("Plates", "PlatesQueue", FLEET).strip();
    bench.withWorker().put("Plates", file + "\n\"CLEAN_DASHBOARD\" : \"Tr");

    assertThat(bench.send("newer"))
        .singleElement()
        .asString()
        .startsWith("Plates: nothing is started, as the monitor file is at fault.")
        .endsWith(
            "PlatesSpotFleetRequestId.json: the file: found a text that breaks off at line 4,"
                + " column 24; wanted one JSON object, as startCluster writes it");
    assertThat(bench.described("Plates")).isEmpty();
  }

  @Test
  void aStartThatIsKeptWithoutAWorkerHasItsWarningsToo() {
    bench.put("Plates", Bench.monitorFile("Plates", "PlatesQueue", FLEET).strip() + "}");

    assertThat(bench.send("newer"))
        .singleElement()
        .asString()
        .contains("nothing is watched until one runs (bin/worker). A warning about s3://")
        .endsWith("There is a second closing brace at the end of the file; it was ignored.");
  }

  @Test
  void aFileThatIsFarTooLargeIsNotReadToItsEnd() {
    bench.withWorker().put("Plates", " ".repeat(10_000_000));

    assertThat(bench.send("newer")).singleElement().asString().contains("found 65537 bytes");
  }

  @Test
  void aFileOfAnotherRunIsRefused() {
    bench.withWorker().put("Plates", Bench.monitorFile("Wells", "PlatesQueue", FLEET));

    assertThat(bench.send("newer"))
        .singleElement()
        .asString()
        .contains("are not about the same run: MONITOR_APP_NAME is \"Wells\".");
    assertThat(bench.described("Plates")).isEmpty();
    assertThat(bench.described("Wells")).isEmpty();
  }

  @Test
  void aFileWithAnotherQueueIsRefused() {
    bench.withWorker().put("Plates", Bench.monitorFile("Plates", "PlatesQueue2", FLEET));

    assertThat(bench.send("newer"))
        .singleElement()
        .asString()
        .contains("MONITOR_QUEUE_NAME is \"PlatesQueue2\", the alarm watches \"PlatesQueue\".");
    assertThat(bench.described("Plates")).isEmpty();
  }

  @Test
  void anAlarmThatNamesNoQueueIsRefused() {
    bench.withWorker().write("Plates", FLEET);

    assertThat(bench.send("without-queue"))
        .singleElement()
        .asString()
        .contains("the alarm names no queue");
    assertThat(bench.described("Plates")).isEmpty();
  }

  @Test
  void anotherRunOfTheNameIsLeftAlone() {
    bench.withWorker().write("Plates", FLEET);
    bench.send("newer");
    bench.put("Plates", Bench.monitorFile("Plates", "Second", FLEET));
    SNSEvent ofTheSecond = Events.read("not-visible");
    SNSEvent.SNS sns = ofTheSecond.getRecords().get(0).getSNS();
    sns.setMessage(sns.getMessage().replace("PlatesQueue", "Second"));

    assertThat(bench.send(ofTheSecond, MINUTE))
        .containsExactly(
            "Plates: nothing is started, as monitor-Plates watches another run of this name. The"
                + " queue is another. To watch both: bin/starter start --file FILE --run-id NAME.");
    assertThat(bench.monitor("Plates").readings()).isZero();
  }

  @Test
  void aRunWhoseForerunnersAreStillBeingCleanedUpIsTriedAgain() {
    bench.withWorker().write("Plates", FLEET);
    bench.send("newer");
    bench.monitor("Plates").cleanUp();
    bench.write("Plates", OTHER_FLEET);

    assertThatThrownBy(() -> bench.send("not-visible"))
        .hasMessage(
            "Plates: monitor-Plates is still cleaning up an older run of this name; this one has to"
                + " wait for it.");
  }

  @Test
  void anAnswerThatOnlyANewerVersionKnowsIsNotTakenForOneThatIsKnown() {
    bench.withWorkerOf(NewerMonitor.Impl.class).write("Plates", FLEET);

    assertThat(bench.send("newer"))
        .containsExactly(
            "Plates: monitor-Plates gave an answer that only its worker's version knows; see how it"
                + " stands with bin/starter status, and deploy that version of this function.");
  }

  @Test
  void oneThatFailsStopsNoOther() {
    bench.withWorker().write("Plates", FLEET);
    bench.write("Broken", FLEET);
    bench.write("Wells", FLEET);
    bench.region.faults().throttle("s3:GetObject", 1);

    assertThatThrownBy(() -> bench.send("several"))
        .hasMessage(
            "Plates: S3 does not give s3://bucket-name/monitors/PlatesSpotFleetRequestId.json:"
                + " SlowDown.");
    assertThat(bench.logged())
        .hasSize(3)
        .contains(
            "Broken: is watched now, by monitor-Broken.",
            "Wells: is watched now, by monitor-Wells.");

    assertThat(bench.send("several"))
        .containsExactly(
            "Plates: is watched now, by monitor-Plates.",
            "Broken: is watched now, by monitor-Broken.",
            "Wells: is watched now, by monitor-Wells.");
  }

  @Test
  void aBrokenOneStopsNoOtherAndIsNoFailure() {
    bench.withWorker().write("Plates", FLEET);
    bench.put("Broken", "{");
    bench.write("Wells", FLEET);

    assertThat(bench.send("several")).hasSize(3);
    assertThat(bench.described("Plates")).isPresent();
    assertThat(bench.described("Broken")).isEmpty();
    assertThat(bench.described("Wells")).isPresent();
  }

  @Test
  void whatTheTimeIsTooShortForIsLeftToTheNextTry() {
    bench.withWorker().write("Plates", FLEET);

    assertThatThrownBy(() -> bench.send("several", 30_000)).hasMessageContaining("No time is left");
    assertThat(bench.described("Plates")).isPresent();
  }

  @Test
  void anythingThatS3RefusesIsAFailure() {
    bench.withWorker().write("Plates", FLEET);
    bench.region.faults().refuse("s3:GetObject");

    assertThatThrownBy(() -> bench.send("newer"))
        .hasMessage(
            "Plates: S3 does not give s3://bucket-name/monitors/PlatesSpotFleetRequestId.json:"
                + " AccessDenied; docs/lambda-iam-policy.json has what the function needs.");
  }

  @Test
  void aBucketThatIsNotThereIsAFailure() {
    AlarmHandler handler =
        new AlarmHandler(
            Map.of("MONITOR_BUCKET", "another-bucket", "TEMPORAL_ADDRESS", bench.address()),
            bench.region.s3(),
            null);

    assertThatThrownBy(() -> handler.handleRequest(Events.read("newer"), new Invocation(MINUTE)))
        .hasMessage("Plates: There is no bucket another-bucket; is MONITOR_BUCKET right?");
    handler.close();
  }

  @Test
  @Timeout(30)
  void aServerThatCannotBeReachedIsAFailureInTime() {
    bench.write("Plates", FLEET);
    AlarmHandler handler = bench.handler("127.0.0.1:1");

    assertThatThrownBy(() -> handler.handleRequest(Events.read("newer"), new Invocation(MINUTE)))
        .hasMessageStartingWith(
            "Plates: Temporal cannot be reached at 127.0.0.1:1; is it running, is TEMPORAL_ADDRESS"
                + " right, and may this function connect to it");
    handler.close();
  }

  @Test
  void aStartIsKeptThoughNoWorkerAnswers() {
    bench.write("Plates", FLEET);

    assertThat(bench.send("newer"))
        .containsExactly(
            "Plates: monitor-Plates is started, but no worker answers on the task queue"
                + " distributed-monitor: nothing is watched until one runs (bin/worker).");
    assertThatThrownBy(() -> bench.send("not-visible"))
        .hasMessageContaining("monitor-Plates runs, but no worker answers on the task queue");

    bench.withWorker();
    assertThat(bench.send("not-visible")).singleElement().asString().contains("is watched already");
  }

  @Test
  void nothingOfTheAccountIsLogged() {
    bench.withWorker().write("Plates", FLEET);
    List<String> said = bench.send("several");

    assertThat(bench.logged()).isEqualTo(said);
    assertThat(said).noneMatch(sentence -> sentence.contains("123456789012"));
  }
}
