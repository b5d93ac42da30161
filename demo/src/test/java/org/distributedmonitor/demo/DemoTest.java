package org.distributedmonitor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo as it is run, but without time to read. */
@Timeout(120)
class DemoTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  private int demo(Map<String, String> env, String... args) {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(complained, true, StandardCharsets.UTF_8);
    return Main.run(args, env, out, err);
  }

  private String out() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsAWholeRunAndProvesWhatItSays() {
    int exitCode = demo(Map.of(), "--fast");

    assertThat(complained.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(out())
        .contains("30 machines are up and take jobs.")
        .contains("A spot interruption ended 3 machines")
        .containsPattern("\\d\\d:\\d\\d  AWS       Machine i-\\w+ hangs")
        .containsPattern("The alarm of i-\\w+ ended it")
        .containsPattern("Deleted \\d+ alarms? of ended machines")
        .containsPattern("Lowered the fleet from 30 to \\d+")
        .contains("The worker is cut off from Temporal")
        .contains("ok  Cut off: the worker made no call to AWS in that hour.")
        .contains("ok  Nothing is lost")
        .contains("at once, and once: 1 look at the fleet, 1 sweep of alarms.")
        .contains("2026_03_Neurons: SUCCEEDED, everything was cleaned up")
        .contains("ok  Nothing of the run is on")
        .contains("ok  To the letter as at the start: its alarm, dashboard, fleet")
        .contains("All is as it should be")
        .doesNotContain("NOT OK")
        .doesNotContain("\u001b");
    assertThat(exitCode).isZero();
  }

  @Test
  void explainsItself() {
    assertThat(demo(Map.of(), "--help")).isZero();

    assertThat(out()).contains("--seed", "--fast", "Exit codes:");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThat(demo(Map.of(), "--seed", "x")).isEqualTo(2);

    assertThat(out()).isEmpty();
    assertThat(complained.toString(StandardCharsets.UTF_8)).contains("--seed");
  }
}
