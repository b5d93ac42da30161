package org.distributedmonitor.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.distributedmonitor.starter.text.Page;
import org.distributedmonitor.starter.text.Tint;

/** Prints the story line by line: the run's clock, who did it, what. */
final class Teller {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Longer than the longest voice, so that the sentences stand below each other. */
  private static final int VOICE = 8;

  private final PrintStream out;
  private final int width;
  private final boolean color;
  private final Pace pace;

  Teller(PrintStream out, int width, boolean color, Pace pace) {
    this.out = out;
    this.width = width;
    this.color = color;
    this.pace = pace;
  }

  int width() {
    return width;
  }

  boolean color() {
    return color;
  }

  void tell(News news) {
    String label = CLOCK.format(news.at()) + "  " + Page.padded(news.voice().label(), VOICE);
    put(page().item(label, news.text(), news.voice().tint()), news.text());
  }

  void say(Instant at, String sentence) {
    tell(new News(at, Voice.DEMO, sentence));
  }

  void headline(Tint tint, String sentence) {
    put(page().blank().headline(tint, sentence), sentence);
  }

  void line(String sentence) {
    put(page().line(sentence), sentence);
  }

  void item(String label, String sentence, Tint tint) {
    put(page().item(label, sentence, tint), sentence);
  }

  /** Something that is already laid out. */
  void page(String text) {
    out.print(text);
    out.flush();
  }

  private Page page() {
    return new Page(width, color);
  }

  private void put(Page page, String sentence) {
    page(page.toString());
    pace.read(sentence);
  }
}
