package org.distributedmonitor.scenarios.retries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.monitor.Answer;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Exports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is blocked is tried again whatever else is waited for, and what costs money soon. */
@Timeout(60)
class RetriesTest {

  private static final String APP = "Plates";
  private static final String CANCEL = "ec2:CancelSpotFleetRequests";
  private static final Duration SECONDS = Duration.ofSeconds(10);

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void aRetryAsksEc2WithinSecondsThoughAnExportWaitsForHours() {
    harness.region().faults().refuse(CANCEL);
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == Phase.CLEANING_UP);
    Exports.aStrangers(harness, Duration.ofHours(20));
    harness.passUntil(APP, Duration.ofHours(1), status -> status.phase() == Phase.EXPORTING_LOGS);
    harness.pass(Duration.ofHours(2));
    harness.region().faults().allow(CANCEL);

    Answer answer = harness.monitor(APP).retryBlocked();
    harness.pass(SECONDS);

    assertThat(answer.message()).contains("Tried again now: Cancel the spot fleet");
    assertThat(harness.region().calls().of(CANCEL)).anyMatch(Call::succeeded);
    assertThat(harness.status(APP).phase()).isEqualTo(Phase.EXPORTING_LOGS);
  }

  @Test
  void aRetryAsksEc2WithinSecondsThoughMachinesAreWaitedFor() {
    harness.region().faults().refuse(CANCEL);
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(3)));
    harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == Phase.CLEANING_UP);
    harness.pass(Duration.ofSeconds(45));
    harness.region().faults().allow(CANCEL);

    harness.monitor(APP).retryBlocked();
    harness.pass(SECONDS);

    assertThat(harness.region().calls().of(CANCEL)).anyMatch(Call::succeeded);
  }

  @Test
  void aRetryTriesWhatCostsNothingWithinSecondsThoughAnExportWaitsForHours() {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == Phase.CLEANING_UP);
    Exports.aStrangers(harness, Duration.ofHours(20));
    harness.passUntil(APP, Duration.ofHours(1), status -> status.phase() == Phase.EXPORTING_LOGS);
    harness.region().faults().allow("sqs:DeleteQueue");

    harness.monitor(APP).retryBlocked();
    harness.pass(SECONDS);

    assertThat(harness.region().calls().of("sqs:DeleteQueue")).anyMatch(Call::succeeded);
  }

  @Test
  void whatCostsMoneyIsTriedAgainAfterOneTwoAndThenEveryFiveMinutes() {
    harness.region().faults().refuse(CANCEL);
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == Phase.CLEANING_UP);
    harness.pass(Duration.ofHours(3));

    List<Long> minutes = minutesBetween(harness.region().calls().of(CANCEL));

    assertThat(minutes).startsWith(1L, 2L, 5L, 5L, 5L, 5L).hasSizeGreaterThan(30);
    assertThat(minutes.subList(2, minutes.size())).containsOnly(5L);
  }

  @Test
  void whatCostsNothingIsTriedAgainEachHour() {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == Phase.NEEDS_ATTENTION);
    harness.pass(Duration.ofHours(5));

    List<Long> minutes = minutesBetween(harness.region().calls().of("sqs:DeleteQueue"));

    assertThat(minutes).containsOnly(60L);
  }

  @Test
  void keepsSinceWhenAndSaysWhatItCosts() {
    harness.region().faults().refuse(CANCEL);
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    MonitorStatus first =
        harness.passUntil(
            APP, Duration.ofHours(3), status -> status.phase() == Phase.NEEDS_ATTENTION);

    harness.monitor(APP).retryBlocked();
    harness.pass(Duration.ofHours(2));

    Problem now = cancellation(harness.status(APP));
    assertThat(now).isEqualTo(cancellation(first));
    assertThat(now.what()).contains("you pay for the spot price of each machine");
  }

  /** Whoever asks again waits for it, and is told so. */
  @Test
  void aStepThatIsUnderWayIsNotBegunTwice() {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.region().faults().throttle(CANCEL, 100_000);
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == Phase.NEEDS_ATTENTION);
    long before = cancellations();

    for (int i = 0; i < 5; i++) {
      harness.monitor(APP).retryBlocked();
    }
    harness.pass(SECONDS);

    // It is overdue, and so begun anew, once for each order; never beside itself.
    assertThat(cancellations()).isLessThanOrEqualTo(before + 6);
  }

  private long cancellations() {
    return harness.region().calls().count(CANCEL);
  }

  private static Problem cancellation(MonitorStatus status) {
    return status.problems().stream()
        .filter(problem -> problem.what().startsWith("Cancel the spot fleet is blocked"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> minutesBetween(List<Call> calls) {
    List<Long> minutes = new ArrayList<>();
    Instant before = calls.get(0).at();
    for (Call call : calls.subList(1, calls.size())) {
      minutes.add(Math.round(Duration.between(before, call.at()).toMillis() / 60_000.0));
      before = call.at();
    }
    return minutes;
  }
}
