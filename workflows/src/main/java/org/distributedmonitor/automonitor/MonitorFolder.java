package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where startCluster puts the monitor files of runs whose AUTO_MONITOR is 'True'.
 *
 * @param prefix what the keys begin with, with the slash at its end
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MonitorFolder(String bucket, String prefix) {

  /** Where DCP's {@code startCluster} uploads to. */
  public static final String USUAL_PREFIX = "monitors/";

  /** Below the prefix: the files of runs that are over. Keys in there are none of the folder's. */
  public static final String FINISHED = "finished/";

  /** A folder with more is refused: a list of them has to fit into one message of Temporal's. */
  public static final int MOST_FILES = 1_500;

  /** The same, in bytes: a key may have a thousand letters. */
  private static final int MOST_BYTES = 170_000;

  /** What is written of a file in a list beside its name. */
  private static final int A_MARK = 64;

  /** No longer than the longest APP_NAME makes it; a key of S3's could have a thousand letters. */
  private static final Pattern MONITOR_FILE =
      Pattern.compile("[^/]{1,248}SpotFleetRequestId\\.json");

  /** What startCluster calls the monitor file of a run. */
  public static String fileName(String app) {
    return app + "SpotFleetRequestId.json";
  }

  /** Whether startCluster could have given a file this name; a part of a key after the prefix. */
  public static boolean holds(String name) {
    return MONITOR_FILE.matcher(name).matches();
  }

  /** Whether these are more than can be looked through. */
  public static boolean tooMany(List<FileMark> files) {
    int bytes = files.stream().mapToInt(file -> A_MARK + ScanMemory.bytes(file.name())).sum();
    return files.size() > MOST_FILES || bytes > MOST_BYTES;
  }

  public String key(String name) {
    return prefix + name;
  }

  /** Where the file lies once its run is over. */
  public String finishedKey(String name) {
    return prefix + FINISHED + name;
  }

  /** As people and AWS's own command write it. */
  public String uri() {
    return "s3://" + bucket + "/" + prefix;
  }

  /** Where the files of finished runs lie. */
  public String finishedUri() {
    return uri() + FINISHED;
  }
}
