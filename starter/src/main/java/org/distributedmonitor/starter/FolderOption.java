package org.distributedmonitor.starter;

import java.util.regex.Pattern;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.monitorfile.Names;
import picocli.CommandLine.Option;

/** Which folder of which bucket is meant. */
final class FolderOption {

  /** What S3 calls safe in keys; none begins with a slash, and none is empty between two. */
  private static final Pattern PREFIX =
      Pattern.compile("([A-Za-z0-9!_.'()-]{1,100}/){0,8}[A-Za-z0-9!_.'()-]{1,100}/?");

  private static final int LONGEST_PREFIX = 150;

  @Option(
      names = "--bucket",
      required = true,
      paramLabel = "BUCKET",
      description = "the bucket that startCluster uploads monitor files to")
  private String bucket;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = MonitorFolder.USUAL_PREFIX,
      description = "what the files' keys begin with (default: monitors/)")
  private String prefix;

  MonitorFolder folder() {
    if (!Names.BUCKET.accepts(bucket)) {
      throw Trouble.usage("--bucket: found \"" + bucket + "\"; wanted " + Names.BUCKET.wanted());
    }
    if (prefix.length() > LONGEST_PREFIX || !PREFIX.matcher(prefix).matches()) {
      throw Trouble.usage(
          "--prefix: found \""
              + prefix
              + "\"; wanted what keys begin with, such as monitors/ or lab/monitors/");
    }
    String whole = prefix.endsWith("/") ? prefix : prefix + "/";
    if (whole.endsWith("/" + MonitorFolder.FINISHED) || whole.equals(MonitorFolder.FINISHED)) {
      throw Trouble.usage(
          "--prefix: found \""
              + prefix
              + "\"; that is where the files of finished runs are moved to");
    }
    return new MonitorFolder(bucket, whole);
  }
}
