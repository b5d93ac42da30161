package org.distributedmonitor.starter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.monitorfile.Names;
import org.distributedmonitor.run.Run;
import picocli.CommandLine.Option;

/** What a person may add to a monitor file: a region, and further fleets of the run. */
final class PlaceOptions {

  @Option(
      names = "--fleet",
      paramLabel = "SFR",
      description = "a further spot fleet of the run; may be repeated")
  private List<String> fleets = List.of();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "the run's AWS region (default: the file's, else the worker's own)")
  private String region;

  /** The fleets of the file, and those of the command line. */
  List<String> withFleets(List<String> ofFile) {
    Set<String> all = new LinkedHashSet<>(ofFile);
    fleets.forEach(fleet -> all.add(checked("--fleet", fleet, Names.FLEET)));
    return List.copyOf(all);
  }

  /** The run, in the region of the command line if there is one. */
  Run inRegion(Run run) {
    return region == null
        ? run
        : new Run(
            run.app(),
            run.cluster(),
            run.queue(),
            run.bucket(),
            run.logGroup(),
            run.startTime(),
            run.cleanDashboard(),
            checked("--region", region, Names.REGION));
  }

  private static String checked(String option, String value, Names kind) {
    if (!kind.accepts(value)) {
      throw Trouble.usage(option + ": found \"" + value + "\"; wanted " + kind.wanted());
    }
    return value;
  }
}
