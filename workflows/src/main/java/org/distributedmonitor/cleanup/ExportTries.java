package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How often an execution of an export has tried the part that it is at. Only the last part counts:
 * the parts before it are done.
 *
 * @param part the part, by the name of its tasks
 * @param started how many tasks were started for it; adopted ones do not count
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportTries(String part, int started) {

  public ExportTries {
    part = part == null ? "" : part;
  }

  public static ExportTries none() {
    return new ExportTries("", 0);
  }

  /** With this start counted, too. */
  public ExportTries after(ExportStart start) {
    return new ExportTries(start.part(), startedFor(start.part()) + (start.begun() ? 1 : 0));
  }

  public int startedFor(String which) {
    return part.equals(which) ? started : 0;
  }
}
