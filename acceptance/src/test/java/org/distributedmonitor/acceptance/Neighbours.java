package org.distributedmonitor.acceptance;

import java.util.List;

/**
 * Runs whose names are easily taken for those of the run under test; each has everything a run has.
 *
 * <p>They are small: what counts is that nothing of theirs changes.
 */
record Neighbours(Aws aws, List<RunInMoto> runs) {
  Neighbours {
    runs = List.copyOf(runs);
  }

  static Neighbours of(Aws aws, RunPlan run) {
    String app = run.app();
    String prefix = app.substring(0, app.length() - 1);
    List<RunPlan> plans =
        List.of(
            RunPlan.named(app + "_2").withCluster(run.cluster()),
            RunPlan.named(prefix).withCluster(run.cluster()),
            RunPlan.named("Other").withQueue(run.queue() + "1").withLogGroup(run.logGroup() + "1"),
            RunPlan.named("Another").withDashboard(run.dashboard() + "_copy"),
            RunPlan.named("My" + app).withCluster("my" + run.cluster()));
    return new Neighbours(
        aws, plans.stream().map(p -> RunInMoto.create(aws, p.sized(3, 1, 4))).toList());
  }

  /** Everything of all of them, as text to compare before and after. */
  String dump() {
    StringBuilder text = new StringBuilder();
    runs.forEach(run -> text.append(new Dump(aws, run).text()));
    return text.toString();
  }

  /**
   * The names that no changing call may contain, quoted as a parameter's whole value where the
   * run's own names could contain them.
   */
  List<String> names() {
    return runs.stream().flatMap(run -> new ResourceNames(run).all().stream()).toList();
  }
}
