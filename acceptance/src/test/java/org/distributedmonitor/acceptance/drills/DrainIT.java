package org.distributedmonitor.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.acceptance.Call;
import org.distributedmonitor.acceptance.Fault;
import org.distributedmonitor.acceptance.RunPlan;
import org.distributedmonitor.acceptance.RunningProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of begun work when a worker is told to stop. */
@Tag("drill")
@Timeout(1200)
@Execution(ExecutionMode.CONCURRENT)
class DrainIT {
  /** After which service managers and container engines kill what has not ended. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final RunPlan PLAN = RunPlan.named("Drill_DRAIN").sized(3, 1, 6);

  @Test
  void aStepThatHasBegunIsEndedAndNotDoneAgain() {
    try (Site site = new Site(DrainIT.class, "step", 1, PLAN)) {
      DrilledRun run = DrilledRun.setUp(site, PLAN).watched();
      run.awaitMoment(Moment.CLEANING_UP);

      Duration took = terminate(site, run);
      run.finish();

      System.out.printf(
          "SIGTERM inside a step: the worker has ended after %d ms%n", took.toMillis());
      assertThat(took).isLessThan(GRACE);
      run.assertEndedWell();
      List<Call> deletions = site.workersCalls().stream().filter(c -> c.is("DeleteQueue")).toList();
      assertThat(deletions).hasSize(1);
    }
  }

  /** Every call takes four seconds, and the last look makes many. */
  @Test
  void aStepThatTakesTooLongIsLeftToTheNextWorker() {
    try (Site site = new Site(DrainIT.class, "long", 1, PLAN)) {
      DrilledRun run = DrilledRun.setUp(site, PLAN).watched();
      run.awaitMoment(Moment.EXPORTING_AGAIN);
      Stream.of("ec2", "ecs", "sqs", "cloudwatch").forEach(service -> slow(site, service));
      run.goOn();
      Times.await(() -> site.front().struck("slow") > 0, Site.PATIENCE);

      Duration took = terminate(site, run);
      site.front().liftFaults("slow");
      run.finish();

      System.out.printf("SIGTERM inside a long one: ended after %d ms%n", took.toMillis());
      assertThat(took).isLessThan(GRACE);
      run.assertEndedWell();
    }
  }

  private static void slow(Site site, String service) {
    Fault fault = Fault.delay("*", Duration.ofSeconds(4)).service(service);
    site.front().fault(fault.caller(Site.ACCESS_KEY).named("slow"));
  }

  private static Duration terminate(Site site, DrilledRun run) {
    RunningProcess process = site.worker(0).process();
    Instant told = Instant.now();
    site.worker(0).end(RunningProcess::terminate, Duration.ZERO);
    process.waitFor("Stopping: ", GRACE);
    run.goOn();
    process.awaitEnd();
    return Duration.between(told, Instant.now());
  }
}
