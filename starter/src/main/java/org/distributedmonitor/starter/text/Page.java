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

  public Page item(String label, String line, Tint tint) {
    String first = "  " + label + "  ";
    return wrapped(first, " ".repeat(first.length()), line, color ? tint : Tint.NONE);
  }

  public static String padded(String label, int length) {
    return label + " ".repeat(Math.max(1, length - label.length()));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private Page wrapped(String first, String following, String line, Tint tint) {
    StringBuilder row = new StringBuilder(first);
    int begun = row.length();
    for (String word : line.strip().split("\\s+")) {
      boolean full = row.length() > begun && row.length() + 1 + word.length() > width;
      if (full) {
        put(row, tint);
        row = new StringBuilder(following);
        begun = row.length();
      }
      row.append(row.length() > begun ? " " : "").append(word);
    }
    put(row, tint);
    return this;
  }

  private void put(StringBuilder row, Tint tint) {
    text.append(tint.on()).append(row.toString().stripTrailing()).append(tint.off()).append('\n');
  }
}
