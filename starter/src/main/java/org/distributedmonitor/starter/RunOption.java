package org.distributedmonitor.starter;

import java.nio.file.Path;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.monitorfile.Names;
import org.distributedmonitor.temporal.TemporalNames;
import picocli.CommandLine.Option;

/** Which run is meant: by its name, by its monitor file, or by the name its start gave it. */
final class RunOption {

  @Option(names = "--app", paramLabel = "NAME", description = "the run's APP_NAME")
  private String app;

  @Option(names = "--file", paramLabel = "FILE", description = "the run's monitor file")
  private Path file;

  @Option(
      names = "--run-id",
      paramLabel = "NAME",
      description = "the name that start --run-id gave the run")
  private String runId;

  /** The name a person would call the run by. */
  String name() {
    if (runId == null && app == null && file == null) {
      throw Trouble.usage("which run? Name it with --app NAME or --file FILE");
    }
    if (app != null && file != null) {
      throw Trouble.usage("--app and --file both name a run; give one of them");
    }
    if (runId != null) {
      return checked("--run-id", runId);
    }
    return app != null ? checked("--app", app) : MonitorFiles.read(file).run().app();
  }

  String workflowId() {
    return TemporalNames.workflowId(name());
  }

  /** How to name the run in a command that is suggested. */
  String asTyped() {
    return (runId != null ? "--run-id " : "--app ") + name();
  }

  /** The newest monitor of the run. */
  Execution newest(Monitors monitors, String command) {
    return monitors
        .newest(workflowId())
        .orElseThrow(
            () ->
                Trouble.noSuchRun(
                    "no monitor is known for %s; \"%s list --all\" shows which are"
                        .formatted(name(), command)));
  }

  /** The same, for orders: only one that runs can take them. */
  Execution running(Monitors monitors, String command) {
    Execution newest = newest(monitors, command);
    if (!newest.running()) {
      throw Trouble.failed(
          "the monitor of %s has ended (%s); see \"%s report %s\""
              .formatted(name(), newest.ending(), command, asTyped()));
    }
    return newest;
  }

  static String checked(String option, String name) {
    if (!Names.APP.accepts(name)) {
      throw Trouble.usage(option + ": found \"" + name + "\"; wanted " + Names.APP.wanted());
    }
    return name;
  }
}
