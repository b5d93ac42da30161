package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.starter.Cli.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class AutoMonitorUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --bucket Lab                          | --bucket: found "Lab"; wanted the name of an S3 bucket: 3 to 63 small letters, digits, . and -
          --bucket s3://lab                     | --bucket: found "s3://lab"; wanted the name of an S3 bucket: 3 to 63 small letters, digits, . and -
          --bucket lab --prefix /monitors/      | --prefix: found "/monitors/"; wanted what keys begin with, such as monitors/ or lab/monitors/
          --bucket lab --prefix a//b            | --prefix: found "a//b"; wanted what keys begin with, such as monitors/ or lab/monitors/
          --bucket lab --prefix /               | --prefix: found "/"; wanted what keys begin with, such as monitors/ or lab/monitors/
          --bucket lab --prefix monitors/finished | --prefix: found "monitors/finished"; that is where the files of finished runs are moved to
          --bucket lab --every 59s              | --every: found 59s; wanted 1m or longer, and at most 24h
          --bucket lab --every 25h              | --every: found 25h; wanted 1m or longer, and at most 24h
          --bucket lab --every 40d              | --every: found 40d; wanted 1m or longer, and at most 24h
          --bucket lab --every 0s --unsafe-timing | --every: found 0s; wanted 1m or longer, and at most 24h
          --bucket lab --confirm-empty 59s      | --confirm-empty: found 59s; wanted 60s or longer, because AWS's counts lag by a minute (--unsafe-timing lifts this, for trying things out)
          --bucket lab --jobs-per-machine 0     | --jobs-per-machine: found 0; wanted 1 or more
          --bucket lab --second-export 8d       | --second-export: found 8d; wanted more than nothing and at most 7d
          --bucket lab --existing               | enable --existing asks first, and nobody is at the terminal; add --yes
          --every 5m                            | Missing required option: '--bucket=BUCKET' (see starter auto-monitor enable --help)
          """)
  void refusesWhatMakesNoSense(String options, String message) {
    assertThat(run("auto-monitor enable " + options))
        .isEqualTo(new Done(2, "", "starter: " + message + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " begin"})
  void saysHowItIsUsed(String rest) {
    Done done = run("auto-monitor" + rest);

    assertThat(done.exitCode()).isEqualTo(2);
    assertThat(done.err()).containsPattern("enable|starter auto-monitor --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"enable --bucket lab", "disable --bucket lab", "list"})
  void saysThatTemporalCannotBeReached(String command) {
    Done done =
        Cli.execute(
            Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1"), "", ("auto-monitor " + command).split(" "));

    assertThat(done.exitCode()).isEqualTo(4);
    assertThat(done.err()).contains("Temporal cannot be reached").hasLineCount(1);
  }

  @Test
  void enablesNothingThatNoWorkerWouldDo() {
    try (Cli cli = new Cli()) {
      Done done = cli.run("auto-monitor", "enable", "--bucket", "lab");

      assertThat(done.exitCode()).isEqualTo(4);
      assertThat(done.err()).contains("no worker answers on the task queue").hasLineCount(1);
    }
  }

  private static Done run(String command) {
    return Cli.execute(Map.of(), "", command.split(" "));
  }
}
