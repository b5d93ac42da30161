package org.distributedmonitor.demo;

import java.util.Locale;

/** Numbers of things, as people say them. */
final class Counted {

  private Counted() {}

  static String of(long count, String thing) {
    return of(count, thing, thing + "s");
  }

  static String of(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d", count) + " " + (count == 1 ? one : many);
  }
}
