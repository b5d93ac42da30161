package org.distributedmonitor.starter.text;

import java.util.ArrayList;
import java.util.List;

/** A word in pieces that fit, broken behind the separators of ids, names and URLs where it can. */
final class Pieces {

  private static final String SEPARATORS = "/-_.:,=";

  private Pieces() {}

  /**
   * Breaks a word.
   *
   * @param room how long a piece may be; a terminal too narrow for the indent gets one letter each
   */
  static List<String> of(String word, int room) {
    int most = Math.max(1, room);
    List<String> pieces = new ArrayList<>();
    String rest = word;
    while (rest.length() > most) {
      int end = end(rest, most);
      pieces.add(rest.substring(0, end));
      rest = rest.substring(end);
    }
    pieces.add(rest);
    return pieces;
  }

  private static int end(String text, int most) {
    for (int end = most; end > most / 2; end--) {
      if (SEPARATORS.indexOf(text.charAt(end - 1)) >= 0) {
        return end;
      }
    }
    return most;
  }
}
