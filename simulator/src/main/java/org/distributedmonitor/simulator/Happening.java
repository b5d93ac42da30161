package org.distributedmonitor.simulator;

import java.time.Instant;

/** Something that happened in the region, in a sentence for people: the demo prints these. */
public record Happening(Instant at, String resource, String text) {
  @Override
  public String toString() {
    return at + " " + text;
  }
}
