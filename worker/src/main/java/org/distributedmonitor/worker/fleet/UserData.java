package org.distributedmonitor.worker.fleet;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Launch user data as DCP's {@code generateUserData} makes it: a MIME message in base64 that has
 * each machine fetch {@code ecsconfigs/<APP_NAME>_ecs.config}. It is the one trace of whose a fleet
 * is that nobody can put on it later.
 */
final class UserData {

  private static final Pattern CONFIG =
      Pattern.compile("ecsconfigs/([A-Za-z0-9_.-]+)_ecs\\.config");

  /** A part of the message that is in base64 itself, as Python writes one with other letters. */
  private static final Pattern ENCODED_PART =
      Pattern.compile(
          "(?i)content-transfer-encoding:\\s*base64.*?\\r?\\n\\r?\\n([A-Za-z0-9+/=\\r\\n]+)",
          Pattern.DOTALL);

  private UserData() {}

  /** The runs that it names; empty when it names none or cannot be read. */
  static Set<String> runsNamedIn(String base64) {
    Set<String> runs = new TreeSet<>();
    String text = decoded(base64);
    collect(text, runs);
    Matcher part = ENCODED_PART.matcher(text);
    while (part.find()) {
      collect(decoded(part.group(1)), runs);
    }
    return runs;
  }

  private static void collect(String text, Set<String> runs) {
    Matcher config = CONFIG.matcher(text);
    while (config.find()) {
      runs.add(config.group(1));
    }
  }

  private static String decoded(String base64) {
    if (base64 == null) {
      return "";
    }
    try {
      return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}
