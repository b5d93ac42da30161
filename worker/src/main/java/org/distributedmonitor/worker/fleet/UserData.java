package org.distributedmonitor.worker.fleet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.distributedmonitor.run.Run;

/**
 * Launch user data as DCP's {@code generateUserData} makes it: a MIME message in base64 that has
 * each machine fetch {@code ecsconfigs/<APP_NAME>_ecs.config}. It is the one trace of whose a fleet
 * is that nobody can put on it later.
 */
final class UserData {

  /** The bucket, if it says one, and the run. */
  private static final Pattern CONFIG =
      Pattern.compile(
          "(?:s3://([a-z0-9.-]+)/(?:[^\\s'\"]*/)?)?ecsconfigs/([A-Za-z0-9_.-]+)_ecs\\.config");

  /** A part of the message that is in base64 itself, as Python writes one with other letters. */
  private static final Pattern ENCODED_PART =
      Pattern.compile(
          "(?i)content-transfer-encoding:\\s*base64.*?\\r?\\n\\r?\\n([A-Za-z0-9+/=\\r\\n]+)",
          Pattern.DOTALL);

  private UserData() {}

  /** The runs that it names; empty when it names none or cannot be read. */
  static Set<String> runsNamedIn(String base64) {
    Set<String> runs = new TreeSet<>();
    configurations(base64).forEach(config -> runs.add(config.app()));
    return runs;
  }

  /**
   * Whether it names the run, and not one that is called the same and keeps its things in another
   * bucket.
   */
  static boolean names(Run run, String base64) {
    List<Configuration> ofThatName =
        configurations(base64).stream().filter(it -> it.app().equals(run.app())).toList();
    return !ofThatName.isEmpty() && ofThatName.stream().allMatch(it -> it.mayBeIn(run.bucket()));
  }

  /** A configuration that machines fetch; the bucket is empty where it does not say. */
  private record Configuration(String bucket, String app) {

    boolean mayBeIn(String wanted) {
      return bucket.isEmpty() || bucket.equals(wanted);
    }
  }

  private static List<Configuration> configurations(String base64) {
    List<Configuration> found = new ArrayList<>();
    String text = decoded(base64);
    collect(text, found);
    Matcher part = ENCODED_PART.matcher(text);
    while (part.find()) {
      collect(decoded(part.group(1)), found);
    }
    return found;
  }

  private static void collect(String text, List<Configuration> found) {
    Matcher config = CONFIG.matcher(text);
    while (config.find()) {
      String bucket = config.group(1) == null ? "" : config.group(1);
      found.add(new Configuration(bucket, config.group(2)));
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
