package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person is told when nobody is there: no server, a wrong address, no worker. */
@Timeout(600)
class NobodyThereIT {
  private static final String APP = "2021_12_13_Project_Analysis";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String NOTHING_IS_WATCHED =
      "warning: no worker answers on the task queue distributed-monitor: nothing is watched until"
          + " one runs (bin/worker)\n";

  @RegisterExtension static final Moto MOTO = new Moto();

  @Test
  void saysInOneLineThatTemporalCannotBeReached() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named(APP).sized(0, 0, 1));
    try (Processes processes = Processes.of(NobodyThereIT.class)) {
      String file = run.monitorFile(processes.directory()).toString();
      String nobody = "127.0.0.1:" + Repository.freePort();
      Map<String, String> nothingListens = Map.of("TEMPORAL_ADDRESS", nobody);
      Map<String, String> noAddress = Map.of("TEMPORAL_ADDRESS", "no-such-host.invalid:7233");
      Starter.at(processes, nothingListens).run("list"); // builds what is missing

      assertUnreachable(Starter.at(processes, nothingListens), nobody, "start", "--file", file);
      assertUnreachable(Starter.at(processes, nothingListens), nobody, "list");
      assertUnreachable(
          Starter.at(processes, noAddress), "no-such-host.invalid:7233", "status", "--app", APP);
    }
  }

  private static void assertUnreachable(Starter starter, String address, String... arguments) {
    Instant begun = Instant.now();
    Starter.Outcome outcome = starter.run(arguments);
    Duration took = Duration.between(begun, Instant.now());

    assertThat(outcome.exitCode()).isEqualTo(4);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr())
        .hasLineCount(1)
        .startsWith("starter: Temporal cannot be reached at " + address);
    assertThat(took).isLessThan(SOON);
  }

  @Test
  void keepsAStartUntilAWorkerComesAndSaysSo() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named(APP).sized(2, 0, 3));
    try (Processes processes = Processes.of(NobodyThereIT.class)) {
      TemporalDev temporal = TemporalDev.start(processes);
      Starter starter = new Starter(processes, temporal);
      String[] start = Quick.start(run.monitorFile(processes.directory()));

      Instant begun = Instant.now();
      Starter.Outcome first = starter.run(start);
      Duration took = Duration.between(begun, Instant.now());
      Starter.Outcome second = starter.run(start);
      Starter.Outcome unanswered = starter.run("status", "--app", APP);
      Starter.Outcome hold = starter.run("hold", "--for", "1h", "--app", APP);
      WorkerProcess.start(processes, temporal, MOTO.front());

      assertThat(first.exitCode()).isZero();
      assertThat(first.stderr())
          .contains("warning: no worker answers on the task queue distributed-monitor");
      assertThat(took).isLessThan(SOON);
      assertThat(second.exitCode()).isEqualTo(4);
      assertThat(unanswered.exitCode()).isEqualTo(4);
      assertThat(unanswered.stderr())
          .hasLineCount(1)
          .startsWith("starter: no worker answers on the task queue distributed-monitor at ");
      assertThat(hold.exitCode()).isEqualTo(4);
      assertThat(hold.stderr()).hasLineCount(1);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                Starter.Outcome status = starter.run("status", "--app", APP);
                assertThat(status.exitCode()).isZero();
                assertThat(status.stdout()).contains("3 left of 3 seen");
              });
    }
  }

  @Test
  void saysOfAnAutoMonitorThatNobodyWorksForIt() {
    MonitorFolder folder = new MonitorFolder("bucket-name", MonitorFolder.USUAL_PREFIX);
    try (Processes processes = Processes.of(NobodyThereIT.class)) {
      TemporalDev temporal = TemporalDev.start(processes);
      Starter starter = new Starter(processes, temporal);
      starter.run("auto-monitor", "list"); // builds what is missing
      Starter.Outcome none = starter.run("auto-monitor", "list");
      new Monitors(temporal).enableAutoMonitor(new AutoMonitor(folder, null, null, null));

      Starter.Outcome list = starter.run("auto-monitor", "list");
      Starter.Outcome json = starter.run("auto-monitor", "list", "-o", "json");
      Starter.Outcome disabled =
          starter.run("auto-monitor", "disable", "--bucket", folder.bucket());

      assertThat(none.stderr()).isEmpty();
      assertThat(list.exitCode()).as(list.toString()).isZero();
      assertThat(list.stdout()).contains("s3://bucket-name/monitors/: looked through every 5 min");
      assertThat(list.stderr()).isEqualTo(NOTHING_IS_WATCHED);
      assertThat(json.json()).hasSize(1);
      assertThat(json.stderr()).isEqualTo(NOTHING_IS_WATCHED);
      assertThat(disabled.exitCode()).as(disabled.toString()).isZero();
      assertThat(disabled.stdout()).startsWith("s3://bucket-name/monitors/ is looked through no");
      assertThat(disabled.stderr()).isEqualTo(NOTHING_IS_WATCHED);
    }
  }
}
