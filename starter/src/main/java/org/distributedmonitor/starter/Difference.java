package org.distributedmonitor.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.run.Run;

/** Two runs of one name, shown beside each other where they differ. */
final class Difference {

  private Difference() {}

  static String told(String workflowId, Optional<Run> watched, Run wanted) {
    return "another run called "
        + wanted.app()
        + " is being watched by "
        + workflowId
        + watched.map(run -> ": " + listed(run, wanted)).orElse("")
        + "; to watch both, start this one with --run-id NAME";
  }

  private static String listed(Run watched, Run wanted) {
    List<String> differences = new ArrayList<>();
    add(differences, "queue", watched.queue(), wanted.queue());
    add(differences, "cluster", watched.cluster(), wanted.cluster());
    add(differences, "bucket", watched.bucket(), wanted.bucket());
    add(differences, "log group", watched.logGroup(), wanted.logGroup());
    add(differences, "region", region(watched), region(wanted));
    return String.join(", ", differences);
  }

  private static void add(List<String> differences, String what, String watched, String wanted) {
    if (!watched.equals(wanted)) {
      differences.add("its " + what + " is " + watched + ", not " + wanted);
    }
  }

  private static String region(Run run) {
    return run.region().isEmpty() ? "the worker's own" : run.region();
  }
}
