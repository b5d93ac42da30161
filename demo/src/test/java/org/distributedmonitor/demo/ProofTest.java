package org.distributedmonitor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.simulator.MovableClock;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proof that could not fail would prove nothing. */
class ProofTest {

  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T08:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private SimulatedRun simulated;
  private Neighbour neighbour;

  @BeforeEach
  void setUp() {
    simulated =
        region.setUp(
            RunSpec.builder("Project_2")
                .machines(2)
                .jobs(200)
                .dashboard(true)
                .autoMonitorAlarms(true)
                .build());
    clock.advance(Duration.ofMinutes(20));
    neighbour = new Neighbour(region, simulated);
    clock.advance(Duration.ofHours(3));
  }

  @Test
  void aNeighbourThatOnlyLivedOnIsWhole() {
    assertThat(neighbour.check()).allMatch(Finding::well);
  }

  @Test
  void aDeletedDashboardIsSeen() {
    region.cloudWatch().deleteDashboards(r -> r.dashboardNames("Project_2"));

    assertThat(neighbour.check())
        .filteredOn(finding -> !finding.well())
        .extracting(Finding::sentence)
        .anySatisfy(it -> assertThat(it).contains("was: dashboard"))
        .anySatisfy(it -> assertThat(it).contains("cloudwatch:DeleteDashboards"));
  }

  @Test
  void aLoweredFleetIsSeen() {
    region
        .ec2()
        .modifySpotFleetRequest(r -> r.spotFleetRequestId(simulated.fleetId()).targetCapacity(1));

    assertThat(neighbour.check()).anyMatch(finding -> finding.sentence().contains("target=1/0"));
  }

  @Test
  void aMachineWithoutItsAlarmIsSeen() {
    String machine = simulated.machines().get(0).id();
    region.cloudWatch().deleteAlarms(r -> r.alarmNames("Project_2_" + machine));

    assertThat(neighbour.check())
        .anyMatch(finding -> !finding.well() && finding.sentence().contains("without alarm"));
  }

  @Test
  void aPurgedQueueIsSeen() {
    region.sqs().purgeQueue(r -> r.queueUrl(simulated.queueUrl()));
    clock.advance(Duration.ofMinutes(2));

    assertThat(neighbour.check())
        .anyMatch(finding -> !finding.well() && finding.sentence().contains(" lost."));
  }

  @Test
  void aTamperedDumpIsSeen() {
    String dump = "queue Project_2Queue since then {} QueueCounts[visible=1]\nservice s ACTIVE 2\n";

    assertThat(Unchanged.check(dump, dump.replace("visible=1", "visible=0")).well()).isTrue();
    assertThat(Unchanged.check(dump, dump.replace("ACTIVE 2", "ACTIVE 0")).well()).isFalse();
    assertThat(Unchanged.check(dump, "").well()).isFalse();
    assertThat(Unchanged.check("", "").well()).isFalse();
  }

  @Test
  void whatIsStillOnIsSeen() {
    NamesOfRun names = new NamesOfRun(Monitor.read(simulated.monitorFileJson()).run());

    Finding finding = WhatIsLeft.check(region.dump(names));

    assertThat(finding.well()).isFalse();
    assertThat(finding.sentence())
        .contains("queue Project_2Queue", "fleet sfr-", "machine i-", "service default")
        .contains("alarm ", "dashboard ", "task-definition ");
  }
}
