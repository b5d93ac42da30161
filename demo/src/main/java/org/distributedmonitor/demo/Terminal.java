package org.distributedmonitor.demo;

import java.util.Map;

/**
 * Where the story is printed. {@code bin/demo} tells whether that is a terminal and how wide it is,
 * because Java 17 cannot see it.
 */
record Terminal(int width, boolean color) {

  static final String WRITES_TO_TERMINAL = "DEMO_WRITES_TO_TERMINAL";

  private static final int USUAL = 80;
  private static final int NARROWEST = 40;

  /** Lines are not broken for a pipe. */
  static Terminal of(Map<String, String> env) {
    if (!env.containsKey(WRITES_TO_TERMINAL)) {
      return new Terminal(Integer.MAX_VALUE, false);
    }
    boolean color =
        env.getOrDefault("NO_COLOR", "").isEmpty() && !env.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(width(env.getOrDefault("COLUMNS", "")), color);
  }

  private static int width(String columns) {
    try {
      return Math.max(NARROWEST, Integer.parseInt(columns));
    } catch (NumberFormatException e) {
      return USUAL;
    }
  }
}
