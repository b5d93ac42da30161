package org.distributedmonitor.monitorfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CLEAN_DASHBOARD where it should not be: startCluster puts the text together by hand, and some
 * versions write this last key after the brace that closes the object, or without the comma before
 * it.
 *
 * <p>Only that key, only at the end and with its own closing brace: whatever else stands in such a
 * place is not known to be meant.
 */
final class LateDashboard {

  static final String KEY = "CLEAN_DASHBOARD";

  private static final String BLANKS = "[ \\t\\r\\n]*+";

  private static final Pattern PAIR_AND_BRACE =
      Pattern.compile(
          String.join(
              BLANKS,
              "",
              "\"" + KEY + "\"",
              ":",
              "(?:\"([^\"\\\\\\p{Cntrl}]*+)\"|true|false)",
              "\\}"));

  private final Matcher matcher;
  private final int length;
  private boolean found;

  LateDashboard(String text) {
    matcher = PAIR_AND_BRACE.matcher(text);
    length = text.length();
  }

  /** Whether the pair and its brace are what comes next there. */
  boolean standsAt(int offset) {
    found = matcher.region(offset, length).lookingAt();
    return found;
  }

  /** Whether all that is left of the text, where it was last looked for, is their beginning. */
  boolean breaksOff() {
    return !found && matcher.hitEnd();
  }

  JsonNode value() {
    String text = matcher.group(1);
    return text == null
        ? BooleanNode.valueOf(matcher.group().contains("true"))
        : TextNode.valueOf(text);
  }

  /** Where the text goes on after the brace. */
  int end() {
    return matcher.end();
  }
}
