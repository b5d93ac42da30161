package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.distributedmonitor.starter.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Starts that meet each other, and one that is wrong. */
@Timeout(600)
class StartsIT {
  private static final String APP = "2021_12_13_Project_Analysis";

  @RegisterExtension static final Moto MOTO = new Moto();

  private static Processes processes;
  private static TemporalDev temporal;
  private static Starter starter;
  private static Monitors monitors;

  @BeforeAll
  static void startTheProcesses() {
    processes = Processes.of(StartsIT.class);
    temporal = TemporalDev.start(processes);
    WorkerProcess.start(processes, temporal, MOTO.front())
        .process()
        .waitFor("Ready", Duration.ofSeconds(60));
    starter = new Starter(processes, temporal);
    monitors = new Monitors(temporal);
  }

  @AfterAll
  static void endThem() {
    processes.close();
  }

  /**
   * Sixteen at the very same moment are threads here, as sixteen JVMs would start one after the
   * other on a small machine; four more are processes, as a user starts them.
   */
  @Test
  void twentyAtOnceGiveOneMonitorAndOneForAnotherQueueIsRefused() throws Exception {
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named(APP).sized(2, 0, 4));
    String[] start = Quick.start(run.monitorFile(processes.directory()));
    Path other = Files.createDirectories(processes.directory().resolve("other"));

    List<RunningProcess> real = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      real.add(starter.begin(start));
    }
    List<Integer> exitCodes = new ArrayList<>(atOnce(16, () -> inThisProcess(start)));
    real.forEach(process -> exitCodes.add(process.exitCode(Duration.ofMinutes(2))));
    Starter.Outcome refused =
        starter.run(
            Quick.start(run.monitorFile(other, Map.of("MONITOR_QUEUE_NAME", "AnotherQueue"))));

    assertThat(exitCodes).hasSize(20).containsOnly(0);
    assertThat(monitors.runsOf("monitor-" + APP)).hasSize(1);
    assertThat(monitors.all()).hasSize(1);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.stderr())
        .contains("another run called " + APP + " is being watched by monitor-" + APP)
        .contains("its queue is " + APP + "Queue, not AnotherQueue")
        .contains("--run-id NAME");
    assertThat(refused.stderr().lines().filter(line -> line.startsWith("starter:"))).hasSize(1);
  }

  @Test
  void aMonitorFileWithSeveralFaultsNamesThemAllAndStartsNothing() throws IOException {
    Path file = processes.directory().resolve("faulty.json");
    Files.writeString(
        file,
        """
        {"MONITOR_FLEET_ID": "sfr-123", "MONITOR_APP_NAME": "Faulty ",
         "MONITOR_ECS_CLUSTER": "default", "MONITOR_BUCKET_NAME": "bucket-name",
         "MONITOR_LOG_GROUP_NAME": "Faulty", "MONITOR_START_TIME": "yesterday"}
        """);

    Starter.Outcome outcome = starter.run("start", "--file", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr())
        .startsWith("starter: ")
        .contains("MONITOR_FLEET_ID", "\"sfr-123\"")
        .contains("MONITOR_APP_NAME", "\"Faulty \"")
        .contains("MONITOR_QUEUE_NAME")
        .contains("MONITOR_START_TIME", "\"yesterday\"");
    assertThat(monitors.all()).noneMatch(id -> id.contains("Faulty"));
  }

  private static int inThisProcess(String[] start) {
    Map<String, String> env = new HashMap<>();
    temporal
        .environment()
        .forEach(
            (key, value) -> {
              if (value != null) {
                env.put(key, value);
              }
            });
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return Main.run(start, env, nowhere, nowhere);
  }

  private static List<Integer> atOnce(int times, Callable<Integer> what) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        all.add(what);
      }
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> one : threads.invokeAll(all)) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
