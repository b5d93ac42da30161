package org.distributedmonitor.monitorfile;

import java.util.regex.Pattern;

/**
 * What AWS and Distributed-CellProfiler let the pieces of a run be called.
 *
 * <p>A name that AWS could not have accepted is a slip of the pen: better said before anything is
 * watched than found out when the clean-up looks for it.
 */
public enum Names {
  /** APP_NAME: the machine alarms and the service named after it must fit into 255 characters. */
  APP("[A-Za-z0-9_-]{1,248}", "1 to 248 letters, digits, - and _"),
  CLUSTER("[A-Za-z0-9_-]{1,255}", "1 to 255 letters, digits, - and _"),
  QUEUE("[A-Za-z0-9_-]{1,80}", "1 to 80 letters, digits, - and _"),
  BUCKET(
      "(?!xn--|sthree-|\\d+\\.\\d+\\.\\d+\\.\\d+$)(?!.*\\.\\.)(?!.*(-s3alias|--ol-s3)$)"
          + "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
      "the name of an S3 bucket: 3 to 63 small letters, digits, . and -"),
  LOG_GROUP("[A-Za-z0-9_./#-]{1,500}", "1 to 500 letters, digits, - _ . / and #"),
  FLEET(
      "sfr-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
      "the id of a spot fleet request, such as \"sfr-9999ef99-99fc-9d9d-9999-9999999e99ab\""),
  REGION("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}", "an AWS region, such as \"us-east-1\", or no such key");

  private final Pattern pattern;
  private final String wanted;

  Names(String pattern, String wanted) {
    this.pattern = Pattern.compile(pattern);
    this.wanted = wanted;
  }

  /** Whether AWS could have accepted the name. */
  public boolean accepts(String name) {
    return pattern.matcher(name).matches();
  }

  /** What is accepted, as a person would say it. */
  public String wanted() {
    return wanted;
  }
}
