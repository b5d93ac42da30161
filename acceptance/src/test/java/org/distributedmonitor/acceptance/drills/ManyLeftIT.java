package org.distributedmonitor.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.distributedmonitor.testkit.LargestRun.ALARMS;
import static org.distributedmonitor.testkit.LargestRun.APP;
import static org.distributedmonitor.testkit.LargestRun.MACHINES;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.distributedmonitor.acceptance.EagerTemporal;
import org.distributedmonitor.acceptance.MonitorsInProcess;
import org.distributedmonitor.acceptance.Processes;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.LargestRun;
import org.distributedmonitor.testkit.Told;
import org.distributedmonitor.testkit.region.Observed;
import org.distributedmonitor.testkit.server.PayloadSizes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Nothing of the largest run may be removed, for days: AWS is a simulated one, and its hours are
 * seconds. What the monitor carries on from execution to execution does not grow meanwhile.
 */
@Tag("drill")
@Timeout(1200)
@Execution(ExecutionMode.CONCURRENT)
class ManyLeftIT {

  private static final List<String> CHANGES =
      Stream.concat(
              LargestRun.CHANGES.stream(),
              Stream.of("ec2:ModifySpotFleetRequest", "ecs:DeleteCluster"))
          .toList();

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofHours(1);

  private static final Timing TIMING =
      new Timing(SECOND, LONG, LONG, LONG, Duration.ZERO, SECOND, SECOND, true)
          .retryingEvery(SECOND);

  private static final int ROUNDS = 60;

  /**
   * By itself it takes half of five minutes, which it says; beside other drills it takes longer.
   */
  private static final Duration LIMIT = Duration.ofMinutes(9);

  /** A count of tries, or an instant's fraction, may have some more digits. */
  private static final int DIGITS = 100;

  private final Processes processes = Processes.of(ManyLeftIT.class);

  /** Where the run is set up, it is an hour ago: machines take minutes to come. */
  private volatile InstantSource clock = Clock.offset(Clock.systemUTC(), LONG.negated());

  private MonitorsInProcess monitors;
  private SimulatedRun run;

  @BeforeEach
  void begin() {
    EagerTemporal server = EagerTemporal.start(processes, 500);
    SimulatedRegion region =
        SimulatedRegion.builder()
            .clock(() -> clock.instant())
            .queueDeletionLag(Duration.ZERO)
            .build();
    monitors = new MonitorsInProcess(server.address(), region, TIMING);
    run = region.setUp(LargestRun.spec(Duration.ofDays(10)).cluster(APP).build());
    clock = Clock.systemUTC();
  }

  @AfterEach
  void end() {
    monitors.close();
    processes.close();
  }

  @Test
  void theStateStaysSmallWhileTenThousandMachinesAndAlarmsAreLeft() {
    assertThat(Observed.alive(run)).hasSize(MACHINES);
    assertThat(alarms()).hasSize(ALARMS);
    CHANGES.forEach(monitors.region().faults()::refuse);
    monitors.start(monitors.request(run, run.fleetIds()));
    Executions executions = new Executions(monitors, APP);
    run.drain();
    Instant begin = Instant.now();

    await("many rounds")
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(5))
        .until(() -> executions.read().anyAfter(ROUNDS));
    Duration took = Duration.between(begin, Instant.now());
    MonitorStatus status = monitors.status(APP);

    System.out.printf(
        "%d rounds in %d executions and %d s; carried on: %s; largest events: %s%n",
        executions.rounds(),
        executions.parts().size(),
        took.toSeconds(),
        executions.parts().stream().map(Executions.Part::carried).toList(),
        executions.largest());
    assertThat(executions.parts()).hasSizeGreaterThan(10);
    assertThat(executions.carriedAfter(ROUNDS))
        .isLessThanOrEqualTo(executions.carriedAfter(10) + DIGITS);
    assertThat(executions.largest())
        .allSatisfy(
            (kind, size) ->
                assertThat(size)
                    .as(kind)
                    .isLessThan(
                        kind.contains("SCHEDULED")
                            ? PayloadSizes.MOST_OF_AN_ORDER
                            : PayloadSizes.MOST));
    assertLeft(status, Kind.MACHINE, MACHINES);
    assertLeft(status, Kind.ALARM, ALARMS);
    endsWellWhenAllowed();
  }

  private static void assertLeft(MonitorStatus status, Kind kind, int count) {
    assertThat(Told.count(status.leftovers(), kind)).isEqualTo(count);
    assertThat(Told.names(status.leftovers(), kind)).hasSize(Leftover.MOST_NAMED);
  }

  private void endsWellWhenAllowed() {
    CHANGES.forEach(monitors.region().faults()::allow);
    assertThat(monitors.monitor(APP).retryBlocked().accepted()).isTrue();
    await("the cancellation").atMost(LIMIT).until(this::fleetIsCancelled);
    clock = Clock.offset(Clock.systemUTC(), LONG);

    await("the end").atMost(LIMIT).until(() -> monitors.status(APP).phase() == Phase.FINISHED);
    MonitorStatus end = monitors.status(APP);
    assertThat(end.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(end.leftovers()).isEmpty();
    assertThat(Observed.alive(run)).isEmpty();
    assertThat(alarms()).isEmpty();
  }

  private boolean fleetIsCancelled() {
    return monitors
        .region()
        .ec2()
        .describeSpotFleetRequests(b -> {})
        .spotFleetRequestConfigs()
        .stream()
        .allMatch(fleet -> fleet.spotFleetRequestStateAsString().startsWith("cancelled"));
  }

  private Set<String> alarms() {
    return Observed.alarms(monitors.region(), APP + "_i-");
  }
}
