package org.distributedmonitor.starter.text;

/** Lines for a terminal: broken between words at its width, with hanging indents. */
public final class Page {

  private static final int LABEL = 11;

  private final int width;
  private final boolean color;
  private final StringBuilder text = new StringBuilder();

  public Page(int width, boolean color) {
    this.width = width;
    this.color = color;
  }

  /** A line that stands out. */
  public Page headline(Tint tint, String line) {
    return wrapped("", "", line, color ? tint : Tint.NONE);
  }

  public Page line(String line) {
    return wrapped("", "", line, Tint.NONE);
  }

  public Page blank() {
    text.append('\n');
    return this;
  }

  /** A fact with its name in front of it. */
  public Page fact(String label, String line) {
    return wrapped(padded(label, LABEL), " ".repeat(LABEL), line, Tint.NONE);
  }

  /** One of several sentences under a headline. */
  public Page bullet(String line) {
    return wrapped("  - ", "    ", line, Tint.NONE);
  }

  /** One of several things under a headline, each with its label. */
  public Page item(String label, String line) {
    return item(label, line, Tint.NONE);
  }

  /** A label that would leave the line less than half of the width gets a row of its own. */
  public Page item(String label, String line, Tint tint) {
    String first = "  " + label + "  ";
    if (first.length() > width / 2) {
      return wrapped("  ", "  ", label, color ? tint : Tint.NONE)
          .wrapped("    ", "    ", line, color ? tint : Tint.NONE);
    }
    return wrapped(first, " ".repeat(first.length()), line, color ? tint : Tint.NONE);
  }

  public static String padded(String label, int length) {
    return label + " ".repeat(Math.max(1, length - label.length()));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /**
   * A word too long for an indented row, such as a fleet's id, gets a row of its own without the
   * indent, from which it can be copied; only one longer than the terminal is wide is broken.
   */
  private Page wrapped(String first, String following, String line, Tint tint) {
    int room = width - following.length();
    StringBuilder row = new StringBuilder(first);
    int begun = row.length();
    for (String word : line.strip().split("\\s+")) {
      boolean more = row.length() > begun;
      if (row.length() + (more ? 1 : 0) + word.length() <= width) {
        row.append(more ? " " : "").append(word);
        continue;
      }
      if (!row.toString().isBlank()) {
        put(row, tint);
      }
      row = new StringBuilder(following);
      begun = row.length();
      if (word.length() <= room) {
        row.append(word);
      } else if (word.length() <= width) {
        put(new StringBuilder(word), tint);
      } else {
        for (String piece : Pieces.of(word, room)) {
          put(new StringBuilder(following).append(piece), tint);
        }
      }
    }
    if (!row.toString().isBlank() || line.isBlank()) {
      put(row, tint);
    }
    return this;
  }

  private void put(StringBuilder row, Tint tint) {
    text.append(tint.on()).append(row.toString().stripTrailing()).append(tint.off()).append('\n');
  }
}
