package org.distributedmonitor.testkit;

import io.temporal.api.common.v1.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.FolderLook;
import org.distributedmonitor.automonitor.FolderOrder;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.ScanReport;
import org.distributedmonitor.automonitor.TrackedFile;
import org.distributedmonitor.automonitor.scan.AutoMonitorWorkflow;
import org.distributedmonitor.automonitor.scan.FolderLookWorkflow;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.TemporalNames;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Auto-Monitor on the test server, which has no schedules: a cron workflow hands one scan's result
 * to the next in the same way.
 */
public final class Scans {

  public static final String BUCKET = "lab-bucket";
  public static final MonitorFolder FOLDER = new MonitorFolder(BUCKET, "monitors/");
  static final Duration EVERY = Duration.ofMinutes(5);

  private final MonitorHarness harness;

  private Scans(MonitorHarness harness) {
    this.harness = harness;
  }

  public static Scans of(MonitorHarness harness) {
    return new Scans(harness);
  }

  public static Scans begin(MonitorHarness harness, FileMark... older) {
    AutoMonitor order = new AutoMonitor(FOLDER, EVERY, null, List.of(older));
    AutoMonitorWorkflow scan =
        harness
            .client()
            .newWorkflowStub(
                AutoMonitorWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TemporalNames.DEFAULT_TASK_QUEUE)
                    .setWorkflowId(TemporalNames.scanWorkflowId(FOLDER))
                    .setCronSchedule("*/5 * * * *")
                    .build());
    WorkflowClient.start(scan::scan, order);
    return new Scans(harness);
  }

  /** What the newest scan has handed to the next one. */
  public ScanReport report() {
    Payloads result =
        harness
            .client()
            .fetchHistory(TemporalNames.scanWorkflowId(FOLDER))
            .getHistory()
            .getEvents(0)
            .getWorkflowExecutionStartedEventAttributes()
            .getLastCompletionResult();
    return harness
        .client()
        .getOptions()
        .getDataConverter()
        .fromPayloads(0, Optional.of(result), ScanReport.class, ScanReport.class);
  }

  /** Of a bucket in which the run's file lies, once the first scan of it has ended. */
  public static Scans firstOf(MonitorHarness harness, SimulatedRun run) {
    upload(harness, run);
    Scans scans = begin(harness);
    scans.next();
    return scans;
  }

  /** Several scans at the same moment, none of which knows of the others; their reports. */
  public static List<ScanReport> atOnce(MonitorHarness harness, String... ids) {
    List<WorkflowStub> scans = new ArrayList<>();
    for (String id : ids) {
      WorkflowStub scan =
          harness
              .client()
              .newUntypedWorkflowStub(
                  "AutoMonitorWorkflow",
                  WorkflowOptions.newBuilder()
                      .setTaskQueue(TemporalNames.DEFAULT_TASK_QUEUE)
                      .setWorkflowId(id)
                      .build());
      scan.start(new AutoMonitor(FOLDER, EVERY, null, List.of()));
      scans.add(scan);
    }
    return scans.stream().map(scan -> scan.getResult(ScanReport.class)).toList();
  }

  /** What is asked before Auto-Monitor is enabled, with what would become of the files. */
  public FolderLook look() {
    return harness
        .client()
        .newWorkflowStub(
            FolderLookWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(TemporalNames.DEFAULT_TASK_QUEUE)
                .setWorkflowId(TemporalNames.folderLookWorkflowId(FOLDER, "test"))
                .build())
        .look(new FolderOrder(FOLDER, true, List.of()));
  }

  /** Lets the next scan come and go; one that may be under way is none of it. */
  public ScanReport next() {
    harness.pass(Duration.ofSeconds(10));
    String before = ended();
    for (int minute = 0; minute < 20 && ended().equals(before); minute++) {
      harness.pass(Duration.ofMinutes(1));
    }
    if (ended().equals(before)) {
      throw new AssertionError("No scan has ended in 20 minutes");
    }
    return report();
  }

  /** The newest scan that has ended; empty before the first. */
  private String ended() {
    return harness
        .client()
        .fetchHistory(TemporalNames.scanWorkflowId(FOLDER))
        .getHistory()
        .getEvents(0)
        .getWorkflowExecutionStartedEventAttributes()
        .getContinuedExecutionRunId();
  }

  /** How many events the history of the newest scan that has ended has. */
  public int eventsOfAScan() {
    String id = TemporalNames.scanWorkflowId(FOLDER);
    return harness.client().fetchHistory(id, ended()).getEvents().size();
  }

  /** In bytes, of the activities of the newest scan that has ended. */
  public int longestSummary() {
    return harness
        .client()
        .fetchHistory(TemporalNames.scanWorkflowId(FOLDER), ended())
        .getEvents()
        .stream()
        .mapToInt(event -> event.getUserMetadata().getSummary().getData().size())
        .max()
        .orElseThrow();
  }

  public Map<String, FileState> states() {
    Map<String, FileState> states = new TreeMap<>();
    report()
        .files()
        .forEach(
            file -> states.put(file.name().replace("SpotFleetRequestId.json", ""), file.state()));
    return states;
  }

  public TrackedFile file(String app) {
    return report().files().stream()
        .filter(file -> file.name().equals(name(app)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(report().toString()));
  }

  public static String name(String app) {
    return app + "SpotFleetRequestId.json";
  }

  /** Its monitor file with something else before CLEAN_DASHBOARD than the comma. */
  public static String withoutComma(SimulatedRun run, String instead) {
    return run.monitorFileJson()
        .replace(",\n\"CLEAN_DASHBOARD\"", instead + "\n\"CLEAN_DASHBOARD\"");
  }

  /** As startCluster uploads it, into a bucket that is there. */
  public static FileMark upload(MonitorHarness harness, SimulatedRun run) {
    return put(harness, name(run.spec().app()), run.monitorFileJson());
  }

  public static FileMark put(MonitorHarness harness, String name, String text) {
    harness.region().s3().createBucket(b -> b.bucket(BUCKET));
    return new FileMark(
        name,
        harness
            .region()
            .s3()
            .putObject(b -> b.bucket(BUCKET).key("monitors/" + name), RequestBody.fromString(text))
            .eTag());
  }

  /** The same, in a bucket whose objects are encrypted with a key: each upload has another mark. */
  public static void putEncrypted(MonitorHarness harness, String name, String text) {
    harness
        .region()
        .s3()
        .putObject(
            b ->
                b.bucket(BUCKET)
                    .key("monitors/" + name)
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS),
            RequestBody.fromString(text));
  }

  /** The keys of the bucket's monitor files, wherever they lie. */
  public static List<String> keys(MonitorHarness harness) {
    return harness.region().s3().listObjectsV2(b -> b.bucket(BUCKET)).contents().stream()
        .map(object -> object.key())
        .filter(key -> key.endsWith("SpotFleetRequestId.json"))
        .toList();
  }

  static Run runOf(SimulatedRun run) {
    return Runs.of(run);
  }
}
