package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.starter.Cli.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class NoWorkerTest {

  @Test
  void aStartIsKeptAndEverythingElseSaysWhatIsMissing() {
    try (Cli cli = new Cli()) {
      Done started = cli.run("start", "--file", Example.SHIPPED);
      Done again = cli.run("start", "--file", Example.SHIPPED);
      Done status = cli.run("status", "--file", Example.SHIPPED);

      assertThat(started.exitCode()).isZero();
      assertThat(started.err())
          .isEqualTo(
              "warning: no worker answers on the task queue distributed-monitor: nothing is"
                  + " watched until one runs (bin/worker)\n");
      assertThat(again.exitCode()).isEqualTo(4);
      assertThat(again.err()).contains("this start was not added").hasLineCount(1);
      assertThat(status.exitCode()).isEqualTo(4);
      assertThat(status.out()).contains("no worker answers, so nothing is watched now");
      assertThat(status.err())
          .isEqualTo(
              "starter: no worker answers on the task queue distributed-monitor at %s; start one"
                      .formatted(cli.address())
                  + " with bin/worker, then repeat\n");
    }
  }

  @Test
  @Timeout(10)
  void saysWithinTenSecondsThatTemporalCannotBeReached() {
    Map<String, String> nowhere = Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1");

    assertThat(Cli.execute(nowhere, "", "start", "--file", Example.SHIPPED))
        .isEqualTo(
            new Done(
                4,
                "",
                "starter: Temporal cannot be reached at 127.0.0.1:1; is it running, is"
                    + " TEMPORAL_ADDRESS right?\n"));
  }
}
