package org.distributedmonitor.starter.text;

import java.util.List;

/** A headline and sentences under it; nothing at all when there are none. */
final class Bullets {

  private Bullets() {}

  static void put(Page page, Tint tint, String headline, List<String> sentences) {
    if (!sentences.isEmpty()) {
      page.blank().headline(tint, headline);
      sentences.forEach(sentence -> page.bullet(sentence));
    }
  }
}
