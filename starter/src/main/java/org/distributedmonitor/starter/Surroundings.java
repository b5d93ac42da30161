package org.distributedmonitor.starter;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.distributedmonitor.starter.text.AutoMonitorText;
import org.distributedmonitor.starter.text.Page;
import org.distributedmonitor.starter.text.Spans;

/**
 * What a command may touch of the world around it. {@code bin/starter} tells in two variables
 * whether a person sits at the terminal, because Java 17 cannot tell the streams apart.
 */
record Surroundings(Map<String, String> env, InputStream in, PrintStream out, PrintStream err) {

  static final String READS_FROM_TERMINAL = "STARTER_READS_FROM_TERMINAL";
  static final String WRITES_TO_TERMINAL = "STARTER_WRITES_TO_TERMINAL";
  static final String COMMAND = "STARTER_COMMAND";

  private static final int USUAL_WIDTH = 80;
  private static final int NARROWEST = 30;

  /** Whether someone is there to be asked. */
  boolean interactive() {
    return env.containsKey(READS_FROM_TERMINAL);
  }

  boolean terminal() {
    return env.containsKey(WRITES_TO_TERMINAL);
  }

  /** Lines are not broken for a pipe: whatever reads there looks for whole sentences. */
  int width() {
    if (!terminal()) {
      return Integer.MAX_VALUE;
    }
    try {
      return Math.max(NARROWEST, Integer.parseInt(env.getOrDefault("COLUMNS", "")));
    } catch (NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }

  boolean color() {
    return terminal()
        && env.getOrDefault("NO_COLOR", "").isEmpty()
        && !env.getOrDefault("TERM", "").equals("dumb");
  }

  Page page() {
    return new Page(width(), color());
  }

  Spans spans() {
    return new Spans(now(), zone());
  }

  AutoMonitorText autoMonitorText() {
    return new AutoMonitorText(spans(), width(), color());
  }

  ZoneId zone() {
    return ZoneId.systemDefault();
  }

  Instant now() {
    return Instant.now();
  }

  /** The command as it was typed, so that what is suggested can be typed too. */
  String command() {
    return env.getOrDefault(COMMAND, "starter");
  }
}
