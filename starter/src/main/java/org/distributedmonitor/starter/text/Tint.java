package org.distributedmonitor.starter.text;

/** The few colours a terminal gets: calm, in doubt, alarming. */
public enum Tint {
  NONE(""),
  BOLD("\u001b[1m"),
  GOOD("\u001b[32m"),
  DOUBT("\u001b[33m"),
  BAD("\u001b[31m");

  private final String on;

  Tint(String on) {
    this.on = on;
  }

  String on() {
    return on;
  }

  String off() {
    return on.isEmpty() ? "" : "\u001b[0m";
  }
}
