package org.distributedmonitor.acceptance;

import java.util.List;

/**
 * Runs whose names are easily taken for those of the run under test; each has everything a run has.
 *
 * <p>They are small: what counts is that nothing of theirs changes.
 */
public record Neighbours(Aws aws, List<RunInMoto> runs, List<String> names) {
  /**
   * @param names what no changing call may name, taken at once: a machine that were wrongly ended
   *     could not be asked for later
   */
  public Neighbours {
    runs = List.copyOf(runs);
    names = List.copyOf(names);
  }

  public static Neighbours of(Aws aws, RunPlan run) {
    String app = run.app();
    String prefix = app.substring(0, app.length() - 1);
    List<RunPlan> plans =
        List.of(
            RunPlan.named(app + "_2").withCluster(run.cluster()),
            RunPlan.named(prefix).withCluster(run.cluster()),
            RunPlan.named("Other").withQueue(run.queue() + "1").withLogGroup(run.logGroup() + "1"),
            RunPlan.named("Another").withDashboard(run.dashboard() + "_copy"),
            RunPlan.named("My" + app).withCluster("my" + run.cluster()));
    List<RunInMoto> runs =
        plans.stream().map(plan -> RunInMoto.create(aws, plan.sized(3, 1, 4))).toList();
    return new Neighbours(
        aws, runs, runs.stream().flatMap(r -> new ResourceNames(r).all().stream()).toList());
  }

  /** The changing calls that name something of theirs. */
  public List<Call> changedBy(List<Call> calls) {
    return calls.stream()
        .filter(Call::mutating)
        .filter(call -> names.stream().anyMatch(name -> ResourceNames.namedIn(call, name)))
        .toList();
  }

  /** Everything of all of them, as text to compare before and after. */
  public String dump() {
    StringBuilder text = new StringBuilder();
    runs.forEach(run -> text.append(new Dump(aws, run).text()));
    return text.toString();
  }
}
