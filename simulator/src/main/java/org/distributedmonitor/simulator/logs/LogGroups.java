package org.distributedmonitor.simulator.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.distributedmonitor.simulator.world.World;

/**
 * Log groups and the account's export tasks. An export writes, as AWS lays it out, {@code
 * prefix/taskId/stream/000000.gz} for each stream with events in the time span, and a probe at
 * {@code prefix/aws-logs-write-test}. AWS ends a task that has run for 24 hours, and writes no
 * message that is older than the group's retention or has arrived too lately.
 */
public final class LogGroups {
  /** AWS ends a task that has not come to its end by then. */
  private static final Duration LONGEST_TASK = Duration.ofHours(24);

  /** A message: when it was written and when it arrived. */
  public record LogLine(Instant at, String text, Instant arrived) {}

  /** One log group. */
  public static final class Group {
    final String name;
    public final Instant createdAt;
    public final Map<String, List<LogLine>> streams = new TreeMap<>();
    Integer retentionInDays;

    Group(String name, Instant createdAt) {
      this.name = name;
      this.createdAt = createdAt;
    }
  }

  /** One export task. */
  static final class Export {
    final String id;
    final String name;
    final String group;
    final String streamPrefix;
    final long from;
    final long to;
    final String bucket;
    final String prefix;
    public final Instant createdAt;
    String status = "PENDING";
    String message = "";
    Instant completedAt;

    Export(
        World world,
        software.amazon.awssdk.services.cloudwatchlogs.model.CreateExportTaskRequest request) {
      id = world.uuid();
      name = request.taskName();
      group = request.logGroupName();
      streamPrefix = request.logStreamNamePrefix() == null ? "" : request.logStreamNamePrefix();
      from = request.from();
      to = request.to();
      bucket = request.destination();
      prefix = request.destinationPrefix() == null ? "exportedlogs" : request.destinationPrefix();
      createdAt = world.now();
    }

    boolean active() {
      return completedAt == null;
    }
  }

  public final Map<String, Group> byName = new TreeMap<>();
  final List<Export> exports = new ArrayList<>();
  private final World world;

  public LogGroups(World world) {
    this.world = world;
  }

  public Group create(String name) {
    return byName.computeIfAbsent(name, key -> new Group(key, world.now()));
  }

  public void write(String group, String stream, String text) {
    Group found = byName.get(group);
    if (found != null) {
      found
          .streams
          .computeIfAbsent(stream, key -> new ArrayList<>())
          .add(new LogLine(world.now(), text, world.now()));
    }
  }

  void start(Export export) {
    exports.add(export);
    world.buckets.put(
        export.bucket, export.prefix + "/aws-logs-write-test", "Permission Check Successful");
    world.timeline.in(world.seconds(3, 15), () -> proceed(export));
  }

  private void proceed(Export export) {
    if (!export.status.equals("PENDING")) {
      return;
    }
    export.status = world.faults.exportStatus();
    Duration usual = world.seconds(20, 90);
    Duration time = world.faults.exportTime() == null ? usual : world.faults.exportTime();
    if (time.compareTo(LONGEST_TASK) > 0) {
      world.timeline.in(LONGEST_TASK, () -> timeOut(export));
    } else {
      world.timeline.in(time, () -> finish(export));
    }
  }

  private void timeOut(Export export) {
    if (export.status.equals("RUNNING")) {
      end(export, "FAILED", "Export task timed out");
    }
  }

  void cancel(Export export) {
    export.status = "PENDING_CANCEL";
    world.timeline.in(world.seconds(1, 5), () -> end(export, "CANCELLED", "Cancelled by user"));
  }

  private void finish(Export export) {
    if (!export.status.equals("RUNNING")) {
      return;
    }
    if (world.faults.nextExportFails()) {
      end(export, "FAILED", "Internal error");
      return;
    }
    Group group = byName.get(export.group);
    if (group == null || !world.buckets.byName.containsKey(export.bucket)) {
      end(export, "FAILED", "The log group or the bucket is gone");
      return;
    }
    group.streams.forEach(
        (stream, lines) -> {
          if (stream.startsWith(export.streamPrefix) && !world.faults.leavesOut(stream)) {
            write(export, group, stream, lines);
          }
        });
    end(export, "COMPLETED", "Completed successfully");
    world.happened(export.group, "logs of " + export.group + " exported to " + export.prefix);
  }

  private void end(Export export, String status, String message) {
    export.status = status;
    export.message = message;
    export.completedAt = world.now();
  }

  private void write(Export export, Group group, String stream, List<LogLine> lines) {
    StringBuilder text = new StringBuilder();
    Instant exportable = export.createdAt.minus(world.faults.exportLag());
    for (LogLine line : lines) {
      long at = line.at().toEpochMilli();
      boolean there = !line.arrived().isAfter(exportable) && !expired(group, line);
      if (there && at >= export.from && at <= export.to) {
        text.append(line.at()).append(' ').append(line.text()).append('\n');
      }
    }
    if (text.length() > 0) {
      String folder = export.prefix + "/" + export.id + "/" + stream.replace('/', '-');
      world.buckets.put(export.bucket, folder + "/000000.gz", zipped(text.toString()));
    }
  }

  private boolean expired(Group group, LogLine line) {
    return group.retentionInDays != null
        && line.at().isBefore(world.now().minus(Duration.ofDays(group.retentionInDays)));
  }

  private static byte[] zipped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
