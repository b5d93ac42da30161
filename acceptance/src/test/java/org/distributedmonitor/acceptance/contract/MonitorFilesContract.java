package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.distributedmonitor.automonitor.DcpMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileReading;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.Removal;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What Auto-Monitor sees of a bucket, and how it moves a file that may be written meanwhile. */
interface MonitorFilesContract {

  String NAME = "PlateSpotFleetRequestId.json";
  MonitorFolder FOLDER = new MonitorFolder("monitor-files", "monitors/");
  String TEXT =
      """
      {"MONITOR_FLEET_ID" : "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab",
      "MONITOR_APP_NAME" : "Plate",
      "MONITOR_ECS_CLUSTER" : "default",
      "MONITOR_QUEUE_NAME" : "PlateQueue",
      "MONITOR_BUCKET_NAME" : "monitor-files",
      "MONITOR_LOG_GROUP_NAME" : "Plate",
      "MONITOR_START_TIME" : "1649187798951"}
      """;

  Stage stage();

  private void put(String key, String text) {
    try {
      stage().aws().s3().headBucket(b -> b.bucket(FOLDER.bucket()));
    } catch (ApplicationFailure noBucket) {
      stage().aws().s3().createBucket(b -> b.bucket(FOLDER.bucket()));
    }
    stage()
        .aws()
        .s3()
        .putObject(b -> b.bucket(FOLDER.bucket()).key(key), RequestBody.fromString(text));
  }

  private List<String> keys() {
    return stage().aws().s3().listObjectsV2(b -> b.bucket(FOLDER.bucket())).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private FileMark listed() {
    return stage().autoMonitor().listMonitorFiles(FOLDER).get(0);
  }

  @Test
  default void listsTheMonitorFilesDirectlyInTheFolder() {
    for (String key :
        List.of(
            FOLDER.key(NAME),
            FOLDER.finishedKey(NAME),
            FOLDER.key("deep/er" + NAME),
            FOLDER.key("Plate/report.json"),
            FOLDER.key("SpotFleetRequestId.json"),
            FOLDER.key(NAME + ".bak"),
            "monitors2/" + NAME,
            NAME)) {
      put(key, TEXT);
    }

    assertThat(stage().autoMonitor().listMonitorFiles(FOLDER))
        .extracting(FileMark::name)
        .containsExactly(NAME);
  }

  @Test
  default void marksAFileOtherwiseOnceItIsWrittenAnew() {
    put(FOLDER.key(NAME), TEXT);
    FileMark before = listed();

    put(FOLDER.key(NAME), TEXT + "\n");

    assertThat(listed().etag()).isNotEqualTo(before.etag()).isNotEmpty();
  }

  @Test
  default void readsAFileWithTheMarkItIsListedWith() {
    put(FOLDER.key(NAME), TEXT);

    FileReading reading = stage().autoMonitor().readMonitorFile(FOLDER, NAME);

    assertThat(reading.etag()).isEqualTo(listed().etag());
    assertThat(reading.run().app()).isEqualTo("Plate");
    assertThat(reading.fleetIds()).containsExactly("sfr-9999ef99-99fc-9d9d-9999-9999999e99ab");
    assertThat(reading.finished()).isFalse();
  }

  @Test
  default void readsWhatIsNoMonitorFileAndWhatIsGone() {
    put(FOLDER.key(NAME), "{".repeat(200_000));

    FileReading large = stage().autoMonitor().readMonitorFile(FOLDER, NAME);
    FileReading gone = stage().autoMonitor().readMonitorFile(FOLDER, "Other" + NAME);

    assertThat(large.run()).isNull();
    assertThat(large.notes()).first().asString().contains("a monitor file, which has less than");
    assertThat(gone.absent()).isTrue();
  }

  @Test
  default void knowsTheFileOfAFinishedRun() {
    put(FOLDER.key(NAME), TEXT);
    put(FOLDER.finishedKey(NAME), TEXT);
    put(FOLDER.key("Other" + NAME), TEXT);
    put(FOLDER.finishedKey("Other" + NAME), TEXT + "\n");

    assertThat(stage().autoMonitor().readMonitorFile(FOLDER, NAME).finished()).isTrue();
    assertThat(stage().autoMonitor().readMonitorFile(FOLDER, "Other" + NAME).finished()).isFalse();
  }

  @Test
  default void movesAFileAndFindsItMovedTheSecondTime() {
    put(FOLDER.key(NAME), TEXT);
    FileMark file = listed();

    Removal first = stage().autoMonitor().moveFinishedFile(FOLDER, file);
    Removal second = stage().autoMonitor().moveFinishedFile(FOLDER, file);

    assertThat(first).isEqualTo(Removal.MOVED);
    assertThat(second).isEqualTo(Removal.ALREADY_GONE);
    assertThat(keys()).containsExactly(FOLDER.finishedKey(NAME));
    assertThat(
            stage()
                .aws()
                .s3()
                .getObjectAsBytes(b -> b.bucket(FOLDER.bucket()).key(FOLDER.finishedKey(NAME)))
                .asUtf8String())
        .isEqualTo(TEXT);
  }

  @Test
  default void leavesAFileThatWasWrittenAnewMeanwhile() {
    put(FOLDER.key(NAME), TEXT);
    FileMark file = listed();
    put(FOLDER.key(NAME), TEXT + "\n");

    assertThat(stage().autoMonitor().moveFinishedFile(FOLDER, file)).isEqualTo(Removal.CHANGED);
    assertThat(keys()).containsExactly(FOLDER.key(NAME));
  }

  @Test
  default void deletesOnlyTheContentThatWasRead() {
    put(FOLDER.key(NAME), TEXT);
    String etag = listed().etag();
    put(FOLDER.key(NAME), TEXT + "\n");

    assertThat(
            AwsFailures.status(
                catchThrowableOfType(
                    ApplicationFailure.class,
                    () ->
                        stage()
                            .aws()
                            .s3()
                            .deleteObject(
                                b ->
                                    b.bucket(FOLDER.bucket())
                                        .key(FOLDER.key(NAME))
                                        .ifMatch(etag)))))
        .isEqualTo(412);
    assertThat(keys()).containsExactly(FOLDER.key(NAME));
  }

  @Test
  default void saysThatThereIsNoBucket() {
    assertThat(
            Stage.refusalOf(
                    () ->
                        stage()
                            .autoMonitor()
                            .listMonitorFiles(new MonitorFolder("no-such-bucket", "monitors/")))
                .code())
        .isEqualTo("NoSuchBucket");
  }

  @Test
  default void seesWhichFunctionsListenToDcpsTopic() {
    assertThat(stage().autoMonitor().lookForDcpMonitor()).isEqualTo(DcpMonitor.none());
    String topic = stage().aws().sns().createTopic(b -> b.name("Monitor")).topicArn();
    String other = stage().aws().sns().createTopic(b -> b.name("Monitor2")).topicArn();
    String function = "arn:aws:lambda:us-east-1:123456789012:function:Monitor";
    stage()
        .aws()
        .sns()
        .subscribe(b -> b.topicArn(other).protocol("lambda").endpoint(function + "2"));
    stage()
        .aws()
        .sns()
        .subscribe(b -> b.topicArn(topic).protocol("email").endpoint("a@example.org"));
    stage().aws().sns().subscribe(b -> b.topicArn(topic).protocol("lambda").endpoint(function));

    DcpMonitor found = stage().autoMonitor().lookForDcpMonitor();

    assertThat(found.topicArn()).isEqualTo(topic);
    assertThat(found.functions()).containsExactly(function);
  }

  @Test
  default void objectsToAFleetOfAnotherRun() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(1));
    OneRun other = stage().setUp(Setting.named("Plate2").withMachines(1));

    assertThat(
            stage().autoMonitor().lookBeforeStart(run.run(), List.of(run.fleetId())).objections())
        .isEmpty();
    assertThat(
            stage().autoMonitor().lookBeforeStart(run.run(), List.of(other.fleetId())).objections())
        .first()
        .asString()
        .contains("belongs to the run Plate2, not to Plate1");
  }

  @Test
  default void objectsToAFleetThatIsOverWhileAnotherServesTheRun() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(1));
    String gone = "sfr-00000000-0000-0000-0000-000000000000";

    assertThat(stage().autoMonitor().lookBeforeStart(run.run(), List.of(gone)).objections())
        .containsExactly(
            "The fleet "
                + gone
                + " of the file is not found, but "
                + run.fleetId()
                + " is on, and its launch user data names this run.");
  }
}
