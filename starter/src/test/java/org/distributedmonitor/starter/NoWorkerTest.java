package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.starter.Cli.Done;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
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

  @Test
  void aStartThatIsNotAnsweredIsSeenToBeKept() {
    try (SilentTemporal temporal = new SilentTemporal(true)) {
      Done done = start(temporal);

      assertThat(done.exitCode()).isZero();
      assertThat(done.out()).contains("the monitor waits for a worker");
      assertThat(temporal.started()).hasSize(1);
    }
  }

  @Test
  void aStartThatMayBeLostIsNotCalledStarted() {
    try (SilentTemporal temporal = new SilentTemporal(false)) {
      Done done = start(temporal);

      assertThat(done.exitCode()).isEqualTo(4);
      assertThat(done.out()).isEmpty();
      assertThat(done.err())
          .contains("has not confirmed the start of ")
          .contains("nothing may be watched; repeat it")
          .hasLineCount(1);
    }
  }

  private static Done start(SilentTemporal temporal) {
    return Cli.execute(temporal.env(), "", "start", "--file", Example.SHIPPED);
  }
}
