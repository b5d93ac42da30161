package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A run watched and cleaned up by the real processes: {@code bin/temporal-dev}, {@code bin/worker}
 * and {@code bin/starter} against moto, with neighbours whose names are easily taken for the run's.
 */
@Timeout(600)
class WholeRunIT {

  private static final String APP = "2021_12_13_Project_Analysis";

  @RegisterExtension static final Moto MOTO = new Moto();

  private Processes processes;
  private TemporalDev temporal;
  private Starter starter;

  @BeforeEach
  void startTheProcesses() {
    processes = Processes.of(WholeRunIT.class);
    temporal = TemporalDev.start(processes);
    WorkerProcess.start(processes, temporal, MOTO.front());
    starter = new Starter(processes, temporal);
  }

  @AfterEach
  void endThem() {
    processes.close();
  }

  @Test
  void cleansUpARunInTheDefaultClusterAndKeepsItsDashboard() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named(APP));
    Neighbours neighbours = Neighbours.of(MOTO.aws(), run.plan());
    neighbours.runs().get(0).failOneJob();
    DeadLetters deadLetters = new DeadLetters(MOTO.aws(), run.deadLetterQueueUrl());
    String dead = deadLetters.dump();
    String before = neighbours.dump();
    RunRemains remains = new RunRemains(MOTO.aws(), run);
    remains.assertEverythingIsThere();

    JsonNode report = watchWhileItsJobsAreDone(run, Map.of());

    assertThat(report.path("verdict").asText()).isEqualTo("SUCCEEDED");
    remains.assertOnlyBillableThingsAreGone();
    assertThat(deadLetters.dump()).isEqualTo(dead).contains("Metadata_Well");
    assertThat(remains.clusterStatus()).isEqualTo("ACTIVE");
    assertThat(remains.dashboards()).contains(APP);
    remains.assertLogsExportedOnce(MOTO.front().callsOf(WorkerProcess.ACCESS_KEY));
    assertThat(neighbours.changedBy(MOTO.front().callsOf(WorkerProcess.ACCESS_KEY))).isEmpty();
    assertThat(neighbours.dump()).isEqualTo(before);
  }

  @Test
  void cleansUpARunInAClusterOfItsOwnWithItsDashboard() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named(APP).withCluster("ProjectCluster"));
    Neighbours neighbours = Neighbours.of(MOTO.aws(), RunPlan.named(APP));
    run.failOneJob();
    DeadLetters deadLetters = new DeadLetters(MOTO.aws(), run.deadLetterQueueUrl());
    String dead = deadLetters.dump();
    String before = neighbours.dump();

    JsonNode report = watchWhileItsJobsAreDone(run, Map.of("CLEAN_DASHBOARD", "True"));

    assertThat(report.path("verdict").asText()).isEqualTo("SUCCEEDED_WITH_FAILED_JOBS");
    RunRemains remains = new RunRemains(MOTO.aws(), run);
    remains.assertOnlyBillableThingsAreGone();
    remains.assertLogsExportedOnce(MOTO.front().callsOf(WorkerProcess.ACCESS_KEY));
    assertThat(remains.text("monitors/" + APP + "/failed-jobs.json")).contains("Metadata_Well");
    assertThat(deadLetters.dump()).isEqualTo(dead).contains("Metadata_Well");
    assertThat(remains.clusterStatus()).isEqualTo("INACTIVE");
    assertThat(remains.dashboards()).doesNotContain(APP).contains(APP + "_copy");
    assertThat(neighbours.changedBy(MOTO.front().callsOf(WorkerProcess.ACCESS_KEY))).isEmpty();
    assertThat(neighbours.dump()).isEqualTo(before);
  }

  private JsonNode watchWhileItsJobsAreDone(RunInMoto run, Map<String, String> more) {
    Path file = run.monitorFile(processes.directory(), more);
    Starter.Outcome started = starter.run(Quick.start(file));
    assertThat(started.exitCode()).as(started.toString()).isZero();

    while (run.drain(10) > 0) {
      Instant next = Instant.now().plusSeconds(2);
      await().pollInterval(Duration.ofMillis(100)).until(() -> Instant.now().isAfter(next));
    }
    RunningProcess watch = starter.begin("watch", "--app", APP);
    assertThat(watch.exitCode(Duration.ofMinutes(3))).as(watch.stdout() + watch.stderr()).isZero();

    Starter.Outcome report = starter.run("report", "--app", APP, "-o", "json");
    assertThat(report.exitCode()).as(report.toString()).isZero();
    return report.json();
  }
}
