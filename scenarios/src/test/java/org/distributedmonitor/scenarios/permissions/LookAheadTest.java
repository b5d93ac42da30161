package org.distributedmonitor.scenarios.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.preflight.Finding;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What will be refused at the end of a run is known in its first minute. */
@Timeout(60)
class LookAheadTest {

  private static final String APP = "Plates";
  private static final Duration FIRST_MINUTE = Duration.ofMinutes(1);

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void isShownInTheFirstMinuteAndKeepsNothingBack() {
    harness.region().faults().refuse("sqs:DeleteQueue").refuse("sqs:ReceiveMessage");
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(2).jobs(8)));

    harness.pass(FIRST_MINUTE);
    MonitorStatus status = harness.status(APP);

    assertThat(status.preflight().findings())
        .extracting(Finding::what)
        .hasSize(2)
        .anyMatch(what -> what.startsWith("The worker may not do sqs:DeleteQueue"))
        .anyMatch(what -> what.startsWith("The worker may not do sqs:ReceiveMessage"));
    assertThat(status.phase()).isEqualTo(Phase.WATCHING);
    assertThat(status.problems()).isEmpty();
  }

  @Test
  void isAskedAgainWhenSomebodySaysSo() {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(2).jobs(40)));
    harness.pass(FIRST_MINUTE);
    harness.region().faults().allow("sqs:DeleteQueue");

    assertThat(harness.monitor(APP).retryBlocked().accepted()).isTrue();
    harness.pass(FIRST_MINUTE);

    assertThat(harness.status(APP).preflight().findings()).isEmpty();
    assertThat(harness.monitor(APP).retryBlocked().accepted()).isFalse();
  }

  @Test
  void isAskedAgainEachHourWhileSomethingIsMissing() {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(
        harness.setUp(
            RunSpec.builder(APP).machines(1).jobs(40).jobDuration(Duration.ofMinutes(30))));
    harness.pass(FIRST_MINUTE);
    harness.region().faults().allow("sqs:DeleteQueue");
    long asked = harness.region().calls().count("iam:SimulatePrincipalPolicy");

    harness.pass(Duration.ofHours(3));

    assertThat(harness.status(APP).preflight().findings()).isEmpty();
    assertThat(harness.region().calls().count("iam:SimulatePrincipalPolicy"))
        .as("once more, and not again once nothing is missing")
        .isEqualTo(2 * asked);
  }

  @Test
  void isNotShownOnceTheCleanUpShowsWhatIsRefused() {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(2).jobs(4)));
    harness.pass(FIRST_MINUTE);

    MonitorStatus status =
        harness.passUntil(APP, Duration.ofHours(3), it -> it.phase() == Phase.NEEDS_ATTENTION);

    assertThat(status.preflight()).isNull();
    assertThat(status.problems())
        .anyMatch(problem -> problem.what().contains("sqs:DeleteQueue was refused"));
    harness.region().faults().allow("sqs:DeleteQueue");
    assertThat(Ending.within(harness, Duration.ofMinutes(75), APP).verdict())
        .isEqualTo(Verdict.SUCCEEDED);
  }
}
