package org.distributedmonitor.starter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.starter.text.Page;

/**
 * Asks before something that cannot be undone.
 *
 * @param command the command, as it was typed
 * @param price what it costs, told from what the monitor knows
 */
record Consent(String command, Function<View, String> price) {

  /** Without someone to ask there is no consent, and no guess at one. */
  void requireSomeone(Surroundings around) {
    requireSomeone(around, command);
  }

  /** The same, for what is asked of a command. */
  static void requireSomeone(Surroundings around, String command) {
    if (!around.interactive()) {
      throw Trouble.usage(command + " asks first, and nobody is at the terminal; add --yes");
    }
  }

  boolean given(Surroundings around, View view) {
    String name = view.status().map(MonitorStatus::run).map(run -> run.app()).orElse("the run");
    return given(around, name + ": " + price.apply(view));
  }

  /** The same, where the price is known. */
  static boolean given(Surroundings around, String price) {
    around.err().print(new Page(around.width(), false).line(price));
    around.err().print("Go on? [y/N] ");
    around.err().flush();
    return yes(around);
  }

  private static boolean yes(Surroundings around) {
    try {
      String line =
          new BufferedReader(new InputStreamReader(around.in(), StandardCharsets.UTF_8)).readLine();
      String said = line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
      return said.equals("y") || said.equals("yes");
    } catch (IOException e) {
      return false;
    }
  }
}
