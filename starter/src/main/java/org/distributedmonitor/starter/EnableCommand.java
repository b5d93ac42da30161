package org.distributedmonitor.starter;

import io.temporal.client.schedules.ScheduleDescription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.FolderLook;
import org.distributedmonitor.automonitor.FolderOrder;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.RunSettings;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.starter.text.AutoMonitorText;
import org.distributedmonitor.temporal.TemporalNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "enable",
    description =
        "Look through a bucket for monitor files, and watch every run that gets a new one.")
final class EnableCommand implements Callable<Integer> {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration SHORTEST_TO_TRY_OUT = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Surroundings around;

  @Mixin private FolderOption where;

  @Option(
      names = "--every",
      paramLabel = "5m",
      defaultValue = "5m",
      description = "how often the bucket is looked through (default: 5m)")
  private Duration every;

  @Option(
      names = "--existing",
      description = "also watch the runs of files that lie there already; shows them, and asks")
  private boolean existing;

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Mixin private WatchOptions how;
  @Mixin private OutputOption output;

  EnableCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    MonitorFolder folder = where.folder();
    RunSettings settings = how.settings();
    requireInterval();
    if (existing && !yes) {
      Consent.requireSomeone(around, "enable --existing");
    }
    how.timing().warning().ifPresent(warning -> around.err().println("warning: " + warning));
    try (Temporal temporal = Temporal.connect(around.env())) {
      FolderLook look = look(temporal, new FolderOrder(folder, false, List.of()));
      Schedules schedules = new Schedules(temporal);
      Optional<ScheduleDescription> schedule = schedules.describe(TemporalNames.scheduleId(folder));
      Optional<AutoMonitor> before = schedule.flatMap(Schedules::order);
      if (existing) {
        look = lookAhead(temporal, look, before);
      }
      List<FileMark> watched =
          before.isEmpty() && !existing
              ? WatchedFiles.among(look.files(), new Monitors(temporal))
              : List.of();
      AutoMonitor order = new AutoMonitor(folder, every, settings, older(look, watched, before));
      if (before.isEmpty()) {
        schedules.create(order);
      } else {
        schedules.update(order);
      }
      boolean paused = schedule.filter(Schedules::paused).isPresent();
      new EnableAnswer(around, temporal, before, paused, order, look, watched).print(output);
      return 0;
    }
  }

  private void requireInterval() {
    Duration least = how.settings().timing().unsafe() ? SHORTEST_TO_TRY_OUT : SHORTEST;
    if (every.compareTo(least) < 0 || every.compareTo(LONGEST) > 0) {
      throw Trouble.usage(
          "--every: found " + Durations.write(every) + "; wanted 1m or longer, and at most 24h");
    }
  }

  private FolderLook look(Temporal temporal, FolderOrder order) {
    return new Errand(temporal, around, "the look into " + order.folder().uri())
        .run(
            "FolderLookWorkflow",
            TemporalNames.folderLookWorkflowId(order.folder(), UUID.randomUUID().toString()),
            "What lies in " + order.folder().uri(),
            order,
            FolderLook.class);
  }

  /** Shows what would become of the older files, and asks. */
  private FolderLook lookAhead(Temporal temporal, FolderLook look, Optional<AutoMonitor> before) {
    List<FileMark> older = before.map(AutoMonitor::older).orElse(look.files());
    FolderLook ahead =
        older.isEmpty() ? look : look(temporal, new FolderOrder(where.folder(), true, older));
    if (!output.json() || !yes) {
      AutoMonitorText text = around.autoMonitorText();
      text.prospects(ahead.prospects());
      around.err().print(text);
    }
    if (!yes && !agreed(ahead)) {
      throw Trouble.failed("nothing was done");
    }
    return ahead;
  }

  /** What was left alone before stays so; what lies there when it is first enabled is. */
  private List<FileMark> older(
      FolderLook look, List<FileMark> watched, Optional<AutoMonitor> before) {
    if (existing) {
      return List.of();
    }
    return before
        .map(AutoMonitor::older)
        .orElseGet(() -> look.files().stream().filter(file -> !watched.contains(file)).toList());
  }

  private boolean agreed(FolderLook look) {
    return look.prospects().stream().noneMatch(one -> one.would() == FileState.WATCHED)
        || Consent.given(
            around, "Monitors are started for these runs, and clean them up when they are over.");
  }
}
