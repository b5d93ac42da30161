package org.distributedmonitor.scenarios.automonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.automonitor.DcpMonitor;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.FolderLook;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.Prospect;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Scans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is looked at before Auto-Monitor is enabled. */
@Timeout(60)
class FolderLookTest {

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final Scans scans = Scans.of(harness);

  @Test
  void saysWhatWouldBecomeOfEachFileAndChangesNothing() {
    SimulatedRun run = harness.setUp(spec("Plates"));
    SimulatedRun watched = harness.setUp(spec("Watched"));
    SimulatedRun over = harness.setUp(spec("Over"));
    SimulatedRun wrong = harness.setUp(spec("Wrong"));
    over.drain();
    harness
        .region()
        .ec2()
        .cancelSpotFleetRequests(
            b -> b.spotFleetRequestIds(over.fleetId()).terminateInstances(true));
    for (SimulatedRun each : new SimulatedRun[] {run, watched, over}) {
      Scans.upload(harness, each);
    }
    Scans.put(
        harness,
        Scans.name("Wrong"),
        wrong.monitorFileJson().replace(wrong.fleetId(), run.fleetId()));
    Scans.put(harness, Scans.name("Broken"), "{");
    Scans.put(harness, Scans.name("Finished"), over.monitorFileJson());
    Scans.put(harness, "finished/" + Scans.name("Finished"), over.monitorFileJson());
    harness.watch(watched);
    harness.pass(Duration.ofMinutes(1));
    harness.region().calls().clear();

    Map<String, Prospect> prospects = prospects(scans.look());

    assertThat(prospects.get("Plates").would()).isEqualTo(FileState.WATCHED);
    assertThat(prospects.get("Plates").fleetIds()).containsExactly(run.fleetId());
    assertThat(prospects.get("Plates").notes()).isEmpty();
    assertThat(prospects.get("Watched").notes())
        .containsExactly("monitor-Watched watches this run already; the file is handed to it.");
    assertThat(prospects.get("Over").would()).isEqualTo(FileState.WATCHED);
    assertThat(prospects.get("Over").notes())
        .first()
        .asString()
        .endsWith("; what is left of the run is cleaned up.");
    assertThat(prospects.get("Wrong").would()).isEqualTo(FileState.REPORTED);
    assertThat(prospects.get("Broken").would()).isEqualTo(FileState.UNREADABLE);
    assertThat(prospects.get("Finished").would()).isEqualTo(FileState.MOVED);
    assertThat(harness.region().calls().all())
        .filteredOn(Call::mutating)
        .extracting(Call::operation)
        .filteredOn(operation -> operation.startsWith("s3:"))
        .isEmpty();
  }

  @Test
  void saysWhatIsOddAboutAFileThatIsReadAllTheSame() {
    SimulatedRun closed = harness.setUp(spec("Closed"));
    SimulatedRun open = harness.setUp(spec("Open"));
    Scans.put(harness, Scans.name("Closed"), Scans.withoutComma(closed, "}"));
    Scans.put(harness, Scans.name("Open"), Scans.withoutComma(open, ""));

    Map<String, Prospect> prospects = prospects(scans.look());

    assertThat(prospects.values())
        .extracting(Prospect::would)
        .containsExactly(FileState.WATCHED, FileState.WATCHED);
    assertThat(prospects.get("Closed").notes())
        .singleElement()
        .asString()
        .startsWith("The object is closed before CLEAN_DASHBOARD");
    assertThat(prospects.get("Open").notes())
        .singleElement()
        .asString()
        .startsWith("There is no comma before CLEAN_DASHBOARD");
  }

  @Test
  void knowsARunThatItsMonitorHasCleanedUpFromOneWhoseMonitorWasStopped() {
    SimulatedRun cleaned = harness.setUp(spec("Cleaned").jobs(6));
    SimulatedRun stopped = harness.setUp(spec("Stopped"));
    Scans.upload(harness, cleaned);
    Scans.upload(harness, stopped);
    harness.watch(cleaned);
    harness.watch(stopped);
    Ending.within(harness, Duration.ofHours(3), "Cleaned");
    harness.monitor("Stopped").stopMonitoring();
    Ending.within(harness, Duration.ofHours(1), "Stopped");

    Map<String, Prospect> prospects = prospects(scans.look());

    assertThat(prospects.get("Cleaned").would()).isEqualTo(FileState.MOVED);
    assertThat(prospects.get("Cleaned").notes())
        .containsExactly("monitor-Cleaned has cleaned it up.");
    assertThat(prospects.get("Stopped").would()).isEqualTo(FileState.WATCHED);
    assertThat(prospects.get("Stopped").notes())
        .containsExactly(
            "monitor-Stopped has ended: the monitor was stopped; the run was left as it was.");
  }

  @Test
  void seesThatDcpsOwnMonitorListens() {
    String topic = harness.region().sns().createTopic(b -> b.name("Monitor")).topicArn();
    String function = "arn:aws:lambda:us-east-1:123456789012:function:Monitor";
    for (String other : new String[] {"a@example.org", "b@example.org"}) {
      harness.region().sns().subscribe(b -> b.topicArn(topic).protocol("email").endpoint(other));
    }
    harness.region().sns().subscribe(b -> b.topicArn(topic).protocol("lambda").endpoint(function));
    String ours = function + "-alarms";
    harness.region().sns().subscribe(b -> b.topicArn(topic).protocol("lambda").endpoint(ours));
    harness.region().faults().pages(1, "");
    Scans.put(harness, "x", "");

    DcpMonitor found = scans.look().dcpMonitor();

    assertThat(found.topicArn()).isEqualTo(topic);
    assertThat(found.functions()).containsExactly(function);
  }

  @Test
  void doesNotMindThatItMayNotAskForDcpsMonitor() {
    harness.region().faults().refuse("sns:ListSubscriptionsByTopic");
    Scans.put(harness, "x", "");

    FolderLook look = scans.look();

    assertThat(look.dcpMonitor().functions()).isEmpty();
    assertThat(look.dcpMonitor().unseen()).startsWith("sns:ListSubscriptionsByTopic was refused: ");
  }

  @Test
  void failsForABucketThatIsNotThere() {
    assertThat(reason())
        .isEqualTo(
            "there is no bucket lab-bucket (s3:ListBucket: The specified bucket does not exist)."
                + " Check its name: it is AWS_BUCKET in DCP's config.py. A bucket that was deleted"
                + " has no runs to watch.");
  }

  @Test
  void failsForABucketThatTheWorkerCannotRead() {
    harness.region().faults().refuse("s3:ListObjectsV2");
    Scans.put(harness, "x", "");

    assertThat(reason())
        .startsWith("s3:ListBucket was refused: ")
        .endsWith("Allow s3:ListBucket for the worker's role.");
  }

  @Test
  void refusesAFolderWithMoreFilesThanItCanRemember() {
    for (int i = 0; i <= MonitorFolder.MOST_FILES; i++) {
      Scans.put(harness, Scans.name("Run" + i), "{");
    }

    assertThat(reason())
        .startsWith("s3://lab-bucket/monitors/ holds 1501 monitor files. Move those of finished");
  }

  private String reason() {
    WorkflowFailedException failed =
        catchThrowableOfType(WorkflowFailedException.class, () -> scans.look());
    return ((ApplicationFailure) failed.getCause()).getOriginalMessage();
  }

  private static Map<String, Prospect> prospects(FolderLook look) {
    Map<String, Prospect> prospects = new TreeMap<>();
    look.prospects()
        .forEach(one -> prospects.put(one.name().replace("SpotFleetRequestId.json", ""), one));
    return prospects;
  }

  private static RunSpec.Builder spec(String app) {
    return RunSpec.builder(app).machines(2).jobs(2000);
  }
}
