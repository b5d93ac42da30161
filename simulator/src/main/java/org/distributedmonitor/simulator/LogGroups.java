package org.distributedmonitor.simulator;

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

/**
 * Log groups and the account's export tasks. An export writes, as AWS lays it out, {@code
 * prefix/taskId/stream/000000.gz} for each stream with events in the time span, and a probe at
 * {@code prefix/aws-logs-write-test}.
 */
final class LogGroups {
  record LogLine(Instant at, String text) {}

  /** One log group. */
  static final class Group {
    final String name;
    final Instant createdAt;
    final Map<String, List<LogLine>> streams = new TreeMap<>();

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
    final Instant createdAt;
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
      return status.equals("PENDING")
          || status.equals("RUNNING")
          || status.equals("PENDING_CANCEL");
    }
  }

  final Map<String, Group> byName = new TreeMap<>();
  final List<Export> exports = new ArrayList<>();
  private final World world;

  LogGroups(World world) {
    this.world = world;
  }

  Group create(String name) {
    return byName.computeIfAbsent(name, key -> new Group(key, world.now()));
  }

  void write(String group, String stream, String text) {
    Group found = byName.get(group);
    if (found != null) {
      found
          .streams
          .computeIfAbsent(stream, key -> new ArrayList<>())
          .add(new LogLine(world.now(), text));
    }
  }

  void start(Export export) {
    exports.add(export);
    world.buckets.put(
        export.bucket, export.prefix + "/aws-logs-write-test", "Permission Check Successful");
    world.timeline.in(world.seconds(3, 15), () -> proceed(export));
  }

  private void proceed(Export export) {
    if (export.status.equals("PENDING")) {
      export.status = "RUNNING";
      Duration usual = world.seconds(20, 90);
      Duration asked = world.faults.exportTime();
      world.timeline.in(asked == null ? usual : asked, () -> finish(export));
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
          if (stream.startsWith(export.streamPrefix)) {
            write(export, stream, lines);
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

  private void write(Export export, String stream, List<LogLine> lines) {
    StringBuilder text = new StringBuilder();
    for (LogLine line : lines) {
      long at = line.at().toEpochMilli();
      if (at >= export.from && at < export.to) {
        text.append(line.at()).append(' ').append(line.text()).append('\n');
      }
    }
    if (text.length() > 0) {
      String folder = export.prefix + "/" + export.id + "/" + stream.replace('/', '-');
      world.buckets.put(export.bucket, folder + "/000000.gz", zipped(text.toString()));
    }
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
