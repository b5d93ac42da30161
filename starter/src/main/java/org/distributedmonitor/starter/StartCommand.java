package org.distributedmonitor.starter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.distributedmonitor.automonitor.RunSettings;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.client.start.Starting;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitorfile.Reading;
import org.distributedmonitor.temporal.TemporalNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "start", description = "Watch a run until its queue is empty, then clean it up.")
final class StartCommand implements Callable<Integer> {

  private final Surroundings around;

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "the monitor file that startCluster wrote")
  private Path file;

  @Option(
      names = "--run-id",
      paramLabel = "NAME",
      description = "another name for the run, when one of its APP_NAME is watched already")
  private String runId;

  @Option(
      names = "--again",
      description = "watch the run though a monitor has cleaned it up already")
  private boolean again;

  @Option(names = "--watch", description = "go on showing the run until it ends")
  private boolean watch;

  @Mixin private PlaceOptions place;
  @Mixin private WatchOptions how;
  @Mixin private OutputOption output;

  StartCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    RunSettings settings = how.settings();
    Reading.Read read = MonitorFiles.read(file);
    MonitorRequest request = request(read, settings);
    List<String> warnings = new ArrayList<>(read.warnings());
    how.timing().warning().ifPresent(warnings::add);
    warnings.forEach(warning -> around.err().println("warning: " + warning));
    String name = runId == null ? request.run().app() : RunOption.checked("--run-id", runId);
    try (Temporal temporal = Temporal.connect(around.env())) {
      Starting starting = new Starting(temporal);
      String id = TemporalNames.workflowId(name);
      if (!again) {
        starting
            .over(id, request)
            .map(ended -> Refusals.over(ended, request.run(), around.command()))
            .ifPresent(Trouble::raise);
      }
      Starting.Started started = starting.start(id, request);
      Refusals.of(started, request.run(), new Monitors(temporal)).ifPresent(Trouble::raise);
      new StartAnswer(around, temporal, request, started)
          .print(output, (runId == null ? "--app " : "--run-id ") + name, warnings);
      return watch ? new Watching(around, temporal, output).until(started.workflowId()) : 0;
    }
  }

  private MonitorRequest request(Reading.Read read, RunSettings settings) {
    return settings.request(
        place.inRegion(read.run()),
        place.withFleets(read.fleetIds()),
        UUID.randomUUID().toString());
  }
}
