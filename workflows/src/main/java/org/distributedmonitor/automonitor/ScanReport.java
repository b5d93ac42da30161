package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * What a scan came to, and what the next one begins with.
 *
 * @param summary the whole in a sentence
 * @param at when the folder was listed; null before the first time it could be
 * @param problem why nothing could be seen this time, with what to do; empty when all went well
 * @param happened what the scan did, a sentence each
 * @param files all files but the older ones
 * @param older how many files lie there from before it was enabled
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScanReport(
    String summary,
    Instant at,
    String problem,
    List<String> happened,
    List<TrackedFile> files,
    int older) {

  public ScanReport {
    summary = summary == null ? "" : summary;
    problem = problem == null ? "" : problem;
    happened = happened == null ? List.of() : List.copyOf(happened);
    files = files == null ? List.of() : List.copyOf(files);
  }

  /** Before the first scan. */
  public static ScanReport none() {
    return new ScanReport("", null, "", List.of(), List.of(), 0);
  }

  /** What was known stays known when nothing could be seen. */
  public ScanReport blind(String why) {
    return new ScanReport("Nothing could be seen: " + why, at, why, List.of(), files, older);
  }
}
