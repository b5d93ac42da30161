package org.distributedmonitor.acceptance.drills;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.distributedmonitor.acceptance.RunPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of disasters: each strikes at four moments, each time inside a call of another run, and
 * every run has to end as if nothing had been.
 */
@Tag("drill")
@Timeout(1200)
@Execution(ExecutionMode.CONCURRENT)
class DrillIT {
  private static final List<Moment> MOMENTS =
      List.of(Moment.WATCHING, Moment.CANCELLING, Moment.CLEANING_UP, Moment.EXPORTING);

  private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("drill.outage", 10));

  @ParameterizedTest(name = "{0}: while watching, cancelling, cleaning up, exporting")
  @MethodSource("disasters")
  void losesNothing(Disaster disaster) {
    int workers = disaster == Disaster.WORKERS_ROLL ? 2 : 1;
    try (Site site = new Site(DrillIT.class, disaster.name(), workers, plan(Moment.WATCHING))) {
      Map<Moment, DrilledRun> runs = new ConcurrentHashMap<>();
      Together.all(MOMENTS, moment -> runs.put(moment, watched(site, moment)));
      MOMENTS.forEach(moment -> runs.get(moment).strike(moment, disaster, OUTAGE, 0));
      runs.get(Moment.WATCHING).assertWatchedOn();
      Together.all(MOMENTS, moment -> endsWell(runs.get(moment), disaster, moment));
      site.assertNeighboursAreWhole();
    }
  }

  private static DrilledRun watched(Site site, Moment moment) {
    return DrilledRun.setUp(site, plan(moment)).watched();
  }

  private static void endsWell(DrilledRun run, Disaster disaster, Moment moment) {
    Duration took = run.finish();
    run.assertEndedWell();
    System.out.printf("%s, %s: ended well after %d s%n", disaster, moment, took.toSeconds());
  }

  static Stream<Disaster> disasters() {
    String only = System.getProperty("drill.only", ".*");
    return Stream.of(Disaster.values()).filter(disaster -> disaster.name().matches(only));
  }

  /** One in the cluster that all share, the others in clusters of their own. */
  private static RunPlan plan(Moment moment) {
    RunPlan plan = RunPlan.named("Drill_" + moment.name()).sized(3, 1, 6);
    return moment == Moment.WATCHING ? plan : plan.withCluster("cluster_" + moment.name());
  }
}
