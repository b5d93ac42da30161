package org.distributedmonitor.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distributedmonitor.acceptance.Call;
import org.distributedmonitor.acceptance.RunPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two workers share the work, and are replaced in turn while there is much to do. */
@Tag("drill")
@Timeout(1200)
@Execution(ExecutionMode.CONCURRENT)
class TwoWorkersIT {
  /** What nobody should have asked for twice; what was refused was not done. */
  private static final Pattern ENDS_SOMETHING =
      Pattern.compile("(Cancel|Delete|Deregister|CreateExport).*");

  private static final List<RunPlan> PLANS =
      Stream.of("Drill_ONE", "Drill_TWO", "Drill_THREE")
          .map(app -> RunPlan.named(app).withCluster("cluster_" + app).sized(3, 1, 6))
          .toList();

  @Test
  void loseNothingAndDoNothingTwice() {
    try (Site site = new Site(TwoWorkersIT.class, "", 2, PLANS.get(0))) {
      List<DrilledRun> runs = PLANS.stream().map(plan -> DrilledRun.setUp(site, plan)).toList();
      runs.forEach(DrilledRun::watched);
      site.replaceWorkersInTurn();
      runs.forEach(DrilledRun::assertWatchedOn);
      runs.forEach(run -> run.drainTo(0));
      Times.await(() -> called(site, "CancelSpotFleetRequests"), Site.PATIENCE);
      site.replaceWorkersInTurn();
      Times.await(() -> called(site, "CreateExportTask"), Site.PATIENCE);
      site.replaceWorkersInTurn();

      Together.all(runs, DrilledRun::finish);

      runs.forEach(DrilledRun::assertEndedWell);
      assertThat(doneTwice(site.workersCalls())).isEmpty();
      site.assertNeighboursAreWhole();
    }
  }

  private static boolean called(Site site, String operation) {
    return site.workersCalls().stream().anyMatch(call -> call.is(operation));
  }

  private static List<String> doneTwice(List<Call> calls) {
    Map<String, Long> times =
        calls.stream()
            .filter(call -> ENDS_SOMETHING.matcher(call.operation()).matches())
            .filter(call -> call.status() != null && call.status() < 300)
            .map(call -> call.operation() + " " + call.parameters())
            .collect(Collectors.groupingBy(call -> call, Collectors.counting()));
    assertThat(times).isNotEmpty();
    return times.keySet().stream().filter(call -> times.get(call) > 1).toList();
  }
}
