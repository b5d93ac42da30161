package org.distributedmonitor.scenarios.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Tags;
import org.distributedmonitor.testkit.region.Volumes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Volumes of the run's name that no machine uses are named and never deleted. */
@Timeout(60)
class VolumesLeftTest {

  private static final String APP = "Plates";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRegion region = harness.region();

  @Test
  void needAPersonUntilTheyAreDeletedOrProtected() {
    String ours = volume("PlatesWorker");
    String kept = volume("PlatesWorker");
    volume("PlatesWorker2");
    volume("Plates");
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(3).jobs(3)));
    MonitorStatus status =
        harness.passUntil(APP, Duration.ofHours(3), s -> s.phase() == Phase.NEEDS_ATTENTION);
    String later = volume("PlatesWorker");

    assertThat(status.leftovers())
        .flatExtracting(Leftover::names)
        .containsExactlyInAnyOrder(ours, kept);
    assertThat(status.leftovers())
        .allMatch(left -> left.kind() == Kind.VOLUME && left.reason().contains("Delete it"));
    region.ec2().deleteVolume(b -> b.volumeId(ours));
    Tags.protectInEc2(region, kept);
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(70), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).flatExtracting(Leftover::names).containsExactly(kept);
    assertThat(region.ec2().describeVolumes(b -> b.volumeIds(later)).volumes()).hasSize(1);
    assertThat(region.calls().of("ec2:DeleteVolume")).hasSize(1);
  }

  private String volume(String name) {
    return Volumes.create(region, name);
  }
}
