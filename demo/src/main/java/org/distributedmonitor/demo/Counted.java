package org.distributedmonitor.demo;

/** Numbers of things, as people say them. */
final class Counted {

  private Counted() {}

  static String of(long count, String thing) {
    return String.format(java.util.Locale.ROOT, "%,d", count)
        + " "
        + thing
        + (count == 1 ? "" : "s");
  }
}
