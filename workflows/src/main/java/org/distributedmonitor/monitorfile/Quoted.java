package org.distributedmonitor.monitorfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** How a value found in a file is shown: as it is written there, but never too long to read. */
public final class Quoted {

  private static final int LONGEST = 80;

  private Quoted() {}

  public static String text(String text) {
    String shown =
        TextNode.valueOf(text.length() > LONGEST ? text.substring(0, LONGEST) : text).toString();
    return text.length() > LONGEST ? shown + " and so on, " + text.length() + " characters" : shown;
  }

  /** The value, with its kind where the kind is what is wrong. */
  static String value(JsonNode value) {
    if (value == null || value.isMissingNode()) {
      return "no such key";
    }
    if (value.isTextual()) {
      return text(value.textValue());
    }
    if (value.isObject()) {
      return "an object";
    }
    if (value.isArray()) {
      return "a list";
    }
    String written = value.toString();
    return written.length() > LONGEST ? "a number of " + written.length() + " digits" : written;
  }
}
