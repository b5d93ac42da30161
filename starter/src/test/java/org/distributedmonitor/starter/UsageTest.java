package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.distributedmonitor.starter.Cli.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --confirm-empty 59s         | --confirm-empty: found 59s; wanted 60s or longer, because AWS's counts lag by a minute (--unsafe-timing lifts this, for trying things out)
          --confirm-empty-at-start 0s | --confirm-empty-at-start: found 0s; wanted more than nothing
          --poll-interval PT0.5S      | --poll-interval: found PT0.5S; wanted 1s or longer
          --scale-down-interval 0m    | --scale-down-interval: found 0s; wanted more than nothing
          --alarm-sweep-interval 0s   | --alarm-sweep-interval: found 0s; wanted more than nothing
          --guard-after 0s            | --guard-after: found 0s; wanted more than nothing
          --jobs-per-machine 0        | --jobs-per-machine: found 0; wanted 1 or more
          --second-export 0s          | --second-export: found 0s; wanted more than nothing and at most 7d
          --second-export 8d          | --second-export: found 8d; wanted more than nothing and at most 7d
          --fleet sfr-1               | --fleet: found "sfr-1"; wanted the id of a spot fleet request, such as "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab"
          --run-id a/b                | --run-id: found "a/b"; wanted 1 to 248 letters, digits, - and _
          """)
  void refusesAnOptionThatMakesNoSense(String options, String message) {
    String[] option = options.split(" ");

    assertThat(run("start", "--file", Example.SHIPPED, option[0], option[1]))
        .isEqualTo(new Done(2, "", "starter: " + message + "\n"));
  }

  @Test
  void refusesADurationItCannotRead() {
    assertThat(run("start", "--file", Example.SHIPPED, "--poll-interval", "soon").err())
        .isEqualTo(
            "starter: Invalid value for option '--poll-interval': 'soon' is no duration; wanted one"
                + " such as 90s, 10m, 1h30m or PT10M (see starter start --help)\n");
  }

  @Test
  void tellsAllFaultsOfAMonitorFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "{\"MONITOR_FLEET_ID\": \"sfr-1 \"}");

    Done done = run("start", "--file", file.toString());

    assertThat(done.exitCode()).isEqualTo(2);
    assertThat(done.err())
        .startsWith("starter: " + file + " has 7 faults:\n  MONITOR_FLEET_ID: found \"sfr-1 \"; ");
  }

  @Test
  void saysWhereMonitorFilesComeFrom() {
    assertThat(run("start", "--file", "none.json"))
        .isEqualTo(
            new Done(
                2,
                "",
                "starter: there is no file none.json; startCluster writes it as"
                    + " files/APP_NAMESpotFleetRequestId.json\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          status                  | which run? Name it with --app NAME or --file FILE
          status --app a --file b | --app and --file both name a run; give one of them
          start                   | Missing required option: '--file=FILE' (see starter start --help)
          begin                   | there is no such command (see starter --help)
          hold --app a --for 0s   | --for: found 0s; wanted more than nothing, such as 2h
          """)
  void saysInOneLineHowACommandIsUsed(String command, String message) {
    assertThat(run(command.split(" "))).isEqualTo(new Done(2, "", "starter: " + message + "\n"));
  }

  @Test
  void printsACompletionForTheShell() {
    assertThat(run("completion").out()).contains("complete -F _complete_starter");
  }

  private static Done run(String... args) {
    return Cli.execute(Map.of(), "", args);
  }
}
