package org.distributedmonitor.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;

/** A region in which a run can be set up, and what tests ask of it. */
final class Scene {
  final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T08:00:00Z"));
  final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();

  SimulatedRun busyRun(int machines) {
    SimulatedRun run =
        region.setUp(
            RunSpec.builder("Project")
                .machines(machines)
                .jobs(100 * machines)
                .jobDuration(Duration.ofHours(1))
                .visibilityTimeout(Duration.ofHours(2))
                .build());
    clock.advance(Duration.ofMinutes(15));
    return run;
  }

  List<MetricAlarm> alarms() {
    return region.cloudWatch().describeAlarms(r -> r.alarmNamePrefix("Project_i-")).metricAlarms();
  }

  SpotFleetRequestConfig fleet(SimulatedRun run) {
    return region
        .ec2()
        .describeSpotFleetRequests(r -> r.spotFleetRequestIds(run.fleetId()))
        .spotFleetRequestConfigs()
        .get(0);
  }

  static long running(SimulatedRun run) {
    return run.machines().stream().filter(machine -> machine.state().equals("running")).count();
  }
}
