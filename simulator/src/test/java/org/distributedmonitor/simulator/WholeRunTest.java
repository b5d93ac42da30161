package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WholeRunTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).seed(7).build();

  @Test
  void thirtyMachinesEmptyAQueueOfFourHundredJobsWithinHours() {
    SimulatedRun run =
        region.setUp(RunSpec.builder("Project").machines(30).jobs(400).failingJobs(2).build());

    clock.advance(Duration.ofHours(6));

    assertThat(run.jobsDone()).isEqualTo(398);
    assertThat(run.jobsLeft().total()).isZero();
    assertThat(
            region
                .sqs()
                .getQueueAttributes(
                    q -> q.queueUrl(run.deadLetterQueueUrl()).attributeNamesWithStrings("All"))
                .attributesAsStrings())
        .containsEntry("ApproximateNumberOfMessages", "2");
  }

  @Test
  void livesThroughAWeekOfAHundredMachinesInOneJump() {
    SimulatedRun run = region.setUp(RunSpec.builder("Project").machines(100).jobs(2000).build());

    clock.advance(Duration.ofDays(7));

    assertThat(run.jobsDone()).isEqualTo(2000);
  }

  @Test
  void oneSeedIsOneLife() {
    MovableClock other = new MovableClock(clock.instant());
    SimulatedRegion twin = SimulatedRegion.builder().clock(other).seed(7).build();
    RunSpec spec = RunSpec.builder("Project").machines(5).jobs(40).failingJobs(1).build();
    region.setUp(spec);
    twin.setUp(spec);

    clock.advance(Duration.ofHours(3));
    for (int i = 0; i < 180; i++) {
      other.advance(Duration.ofMinutes(1));
      twin.settle();
    }

    assertThat(twin.happenings()).isEqualTo(region.happenings());
    assertThat(twin.dump(name -> true)).isEqualTo(region.dump(name -> true));
  }
}
