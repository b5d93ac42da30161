package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The file in the bucket that names everything that is left.
 *
 * @param location where it was written, {@code s3://…}; empty when it was not
 * @param problem why it could not be written, a sentence; empty when it was, or need not be
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WholeList(String location, String problem) {

  public WholeList {
    location = location == null ? "" : location;
    problem = problem == null ? "" : problem;
  }

  /** Nothing is left, or nobody has looked. */
  public static WholeList none() {
    return new WholeList("", "");
  }

  public static WholeList at(String location) {
    return new WholeList(location, "");
  }

  public static WholeList unwritten(String problem) {
    return new WholeList("", problem);
  }
}
