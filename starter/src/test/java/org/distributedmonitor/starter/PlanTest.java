package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.starter.Cli.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class PlanTest {

  private static final long STARTED = 1649187798951L;

  @TempDir private Path folder;

  @Test
  void showsThePlanAndWhoWatchesTheRun() throws IOException {
    try (Cli cli = new Cli().withWorker()) {
      String file = Example.file(folder, "Plate7", Example.FLEET, "Plate7Queue", STARTED);

      Done before = cli.run("plan", "--file", file);
      cli.run("start", "--file", file);
      Done watched = cli.run("plan", "--file", file);

      assertThat(before.err()).isEmpty();
      assertThat(before.exitCode()).isZero();
      assertThat(before.out())
          .startsWith("Plate7: what a clean-up would do, as of ")
          .contains(" 1  Cancel the spot fleet: " + Example.FLEET)
          .doesNotContain("watches this run");
      assertThat(watched.out())
          .contains(
              "  - monitor-Plate7 watches this run (watching the queue) and does this by itself.");
    }
  }

  @Test
  void handsOverTheRegionAndWritesEverythingAsJson() throws IOException {
    try (Cli cli = new Cli().withWorker()) {
      String file = Example.file(folder, "Plate7", Example.FLEET, "Plate7Queue", STARTED);
      cli.run("start", "--file", file);

      Done done = cli.run("plan", "--file", file, "--region", "eu-west-1", "-o", "json");

      JsonNode json = new ObjectMapper().readTree(done.out());
      assertThat(json.at("/run/region").asText()).isEqualTo("eu-west-1");
      assertThat(json.get("watchedBy").asText()).isEqualTo("monitor-Plate7");
      assertThat(json.get("begins").asText()).isEqualTo("WHEN_THE_JOBS_ARE_DONE");
      assertThat(json.at("/queue/readings/0/visible").asInt()).isEqualTo(62);
      assertThat(json.at("/steps/2/names")).hasSize(34);
      assertThat(json.at("/unseen/0/operation").asText()).isEqualTo("ecs:DescribeServices");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          }, The object is closed before CLEAN_DASHBOARD
          ``, There is no comma before CLEAN_DASHBOARD
          """)
  void readsTheFilesThatStartClusterClosesTooEarly(String before, String slip) throws IOException {
    try (Cli cli = new Cli().withWorker()) {
      String file = Example.file(folder, "Plate7", Example.FLEET, "Plate7Queue", STARTED);

      Done done = cli.run("plan", "--file", Example.withDashboard(file, before), "-o", "json");

      JsonNode json = new ObjectMapper().readTree(done.out());
      String warning =
          slip
              + ", as some versions of startCluster write it; CLEAN_DASHBOARD was read all the same.";
      assertThat(done.exitCode()).isZero();
      assertThat(done.err()).isEqualTo("warning: " + warning + "\n");
      assertThat(json.get("warnings")).extracting(JsonNode::asText).containsExactly(warning);
      assertThat(json.at("/run/cleanDashboard").asBoolean()).isTrue();
    }
  }

  @Test
  void failsWhenThePlanDoes() throws IOException {
    try (Cli cli = new Cli().withWorker()) {
      String file = Example.file(folder, "Broken", Example.FLEET, "Q", STARTED);

      assertThat(cli.run("plan", "--file", file))
          .isEqualTo(new Done(1, "", "starter: the plan failed: AWS has not answered in time.\n"));
    }
  }

  @Test
  void refusesWhatMakesNoSense() {
    try (Cli cli = new Cli()) {
      Done fleet = cli.run("plan", "--file", Example.SHIPPED, "--fleet", "sfr-1");
      Done missing = cli.run("plan", "--file", "none.json");

      assertThat(fleet.exitCode()).isEqualTo(2);
      assertThat(fleet.err()).startsWith("starter: --fleet: found \"sfr-1\"; wanted");
      assertThat(missing.exitCode()).isEqualTo(2);
      assertThat(missing.err()).startsWith("starter: there is no file none.json");
    }
  }

  @Test
  @Timeout(20)
  void saysThatNoWorkerAnswers() {
    try (Cli cli = new Cli()) {
      Done done = cli.run("plan", "--file", Example.SHIPPED);

      assertThat(done.exitCode()).isEqualTo(4);
      assertThat(done.out()).isEmpty();
      assertThat(done.err())
          .isEqualTo(
              "starter: no worker answers on the task queue distributed-monitor at %s; start one"
                      .formatted(cli.address())
                  + " with bin/worker, then repeat\n");
    }
  }
}
