package org.distributedmonitor.demo;

import org.distributedmonitor.starter.text.Tint;

/** Who did what a line tells. */
enum Voice {
  /** The viewer's guide. */
  DEMO("", Tint.BOLD),
  AWS("AWS", Tint.NONE),
  MONITOR("monitor", Tint.GOOD),
  JOBS("jobs", Tint.NONE),
  TROUBLE("!", Tint.DOUBT);

  private final String label;
  private final Tint tint;

  Voice(String label, Tint tint) {
    this.label = label;
    this.tint = tint;
  }

  String label() {
    return label;
  }

  Tint tint() {
    return tint;
  }
}
