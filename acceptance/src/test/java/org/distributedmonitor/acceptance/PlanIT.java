package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plan by the real processes, for a whole run, and when nobody is there to make one. */
@Timeout(600)
class PlanIT {
  private static final String APP = "2021_12_13_Project_Analysis";

  @RegisterExtension static final Moto MOTO = new Moto();

  @Test
  void tellsWhatThereIsOfARunAndLeavesItAsItIs() throws IOException {
    RunInMoto run =
        RunInMoto.create(MOTO.aws(), RunPlan.named(APP).withCluster("cells").sized(3, 2, 0));
    String before = new Dump(MOTO.aws(), run).text();
    try (Processes processes = Processes.of(PlanIT.class)) {
      TemporalDev temporal = TemporalDev.start(processes);
      WorkerProcess worker = WorkerProcess.start(processes, temporal, MOTO.front());
      worker.process().waitFor("Ready", Duration.ofSeconds(60));
      Starter starter = new Starter(processes, temporal);
      String file = run.monitorFile(processes.directory()).toString();
      starter.run("list"); // builds what is missing
      Path faulty = Files.writeString(processes.directory().resolve("faulty.json"), "{}");

      Starter.Outcome text = starter.run("plan", "--file", file);
      Starter.Outcome json = starter.run("plan", "--file", file, "-o", "json");
      Starter.Outcome refused = starter.run("plan", "--file", faulty.toString());
      worker.process().kill();
      Starter.Outcome nobody = starter.run("plan", "--file", file);

      assertThat(text.exitCode()).isZero();
      assertThat(text.stdout())
          .contains(
              "Queue      " + APP + "Queue: empty",
              "Fleet      " + run.fleetId() + ": active, target 3",
              "Machines   3",
              "Alarms     7",
              " 1  Cancel the spot fleet: " + run.fleetId());
      assertThat(json.exitCode()).isZero();
      assertThat(json.json().path("begins").asText()).isEqualTo("WHEN_EMPTY_FOR_LONG_ENOUGH");
      assertThat(json.json().path("unseen")).isEmpty();
      assertThat(kinds(json.json())).contains("ACT").doesNotContain("BLOCKED", "UNKNOWN");
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(nobody.exitCode()).isEqualTo(4);
      assertThat(nobody.stderr()).hasLineCount(1).startsWith("starter: no worker answers");
    }
    assertThat(new Dump(MOTO.aws(), run).text()).isEqualTo(before);
    assertThat(MOTO.front().calls())
        .filteredOn(call -> WorkerProcess.ACCESS_KEY.equals(call.caller()))
        .isNotEmpty()
        .noneMatch(Call::mutating);
  }

  private static List<String> kinds(JsonNode plan) {
    return plan.path("steps").findValuesAsText("kind");
  }
}
