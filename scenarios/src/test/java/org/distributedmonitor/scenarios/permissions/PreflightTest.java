package org.distributedmonitor.scenarios.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.preflight.Finding;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.MovableClock;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.worker.aws.Caller;
import org.distributedmonitor.worker.preflight.Need;
import org.distributedmonitor.worker.preflight.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {

  private static final String APP = "Plates";
  private static final String FLEET = "sfr-9999ef99-99fc-4d9d-9999-9999999e99ab";
  private static final String ASK = "iam:SimulatePrincipalPolicy";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00Z"));

  @Test
  void findsNothingWhereAllIsWellAndChangesNothing() {
    SimulatedRegion region = region("arn:aws:iam::123456789012:user/monitor");
    SimulatedRun run = region.setUp(spec().build());
    String before = region.dump(name -> true);

    Preflight seen = look(region, run);

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.unchecked()).isEmpty();
    assertThat(seen.at()).isEqualTo(clock.instant());
    assertThat(region.calls().mutating()).isEmpty();
    assertThat(region.dump(name -> true)).isEqualTo(before);
  }

  static Stream<String> everyPermission() {
    Caller caller = new Caller("123456789012", "arn:aws:iam::123456789012:user/monitor");
    Run run = new Run(APP, "lab", "Queue", "bucket", "Logs", Instant.EPOCH, true, "us-east-1");
    return Needs.of(run, caller, "us-east-1", List.of(FLEET), "arn:aws:sqs:us-east-1:1:Dead")
        .stream()
        .map(Need::action)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("everyPermission")
  void namesAPermissionThatIsMissing(String action) {
    SimulatedRegion region = region("arn:aws:sts::123456789012:assumed-role/worker/i-1");
    SimulatedRun run = region.setUp(spec().build());
    region.faults().refuse(action);

    Preflight seen = look(region, run);

    assertThat(seen.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.what()).startsWith("The worker may not do " + action);
              assertThat(finding.remedy()).startsWith("Allow it for the worker's role");
            });
  }

  @Test
  void goesByTheNarrowResourcesOfAPolicy() {
    SimulatedRegion region = region("arn:aws:iam::123456789012:user/monitor");
    SimulatedRun run = region.setUp(spec().build());
    region.attachPolicy(
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "*", "Resource": "*"},
          {"Effect": "Deny", "Action": "sqs:DeleteQueue",
           "Resource": "arn:aws:sqs:us-east-1:123456789012:Plates*"},
          {"Effect": "Deny", "Action": "ecs:DeleteService",
           "Resource": "arn:aws:ecs:us-east-1:123456789012:service/lab/Plates_2Service"}]}
        """);

    assertThat(look(region, run).findings())
        .extracting(Finding::what)
        .containsExactly(
            "The worker may not do sqs:DeleteQueue on"
                + " arn:aws:sqs:us-east-1:123456789012:PlatesQueue: the queue stays when the run"
                + " is over.");
  }

  @Test
  void asksForTheRoleBehindASessionEvenWhenItsPathCannotBeSeen() {
    SimulatedRegion region = region("arn:aws:sts::123456789012:assumed-role/worker/i-1");
    SimulatedRun run = region.setUp(spec().build());

    look(region, run);
    region.faults().refuse("iam:GetRole");
    look(region, run);

    assertThat(region.calls().of(ASK))
        .extracting(call -> call.resources().get(0))
        .containsOnly(
            "arn:aws:iam::123456789012:role/lab/worker", "arn:aws:iam::123456789012:role/worker");
  }

  @Test
  void asksNothingForTheRootOfTheAccount() {
    SimulatedRegion region = region("arn:aws:iam::123456789012:root");
    SimulatedRun run = region.setUp(spec().build());

    assertThat(look(region, run).findings()).isEmpty();
    assertThat(region.calls().of(ASK)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec2:DescribeSpotFleetRequests",
        "ec2:DescribeInstances",
        "ec2:DescribeSpotFleetInstances",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:GetDashboard",
        "ecs:DescribeServices",
        "ecs:ListTaskDefinitions",
        "ecs:DescribeClusters",
        "ecs:ListContainerInstances",
        "ecs:ListServices",
        "ecs:ListTasks",
        "logs:DescribeLogGroups",
        "logs:DescribeExportTasks"
      })
  void readsWhereIamCannotBeAsked(String operation) {
    SimulatedRegion region = region("arn:aws:iam::123456789012:user/monitor");
    SimulatedRun run = region.setUp(spec().build());
    region.faults().refuse(ASK).refuse(operation);

    Preflight seen = look(region, run);

    assertThat(seen.unchecked())
        .singleElement()
        .asString()
        .contains("could not be asked", ASK + " was refused");
    assertThat(seen.findings())
        .singleElement()
        .satisfies(it -> assertThat(it.what()).contains("may not do " + operation));
    assertThat(region.calls().mutating()).isEmpty();
  }

  private SimulatedRegion region(String caller) {
    return SimulatedRegion.builder().clock(clock).caller(caller).build();
  }

  private static RunSpec.Builder spec() {
    return RunSpec.builder(APP).cluster("lab").machines(2).jobs(4).dashboard(true).failingJobs(1);
  }

  private Preflight look(SimulatedRegion region, SimulatedRun simulated) {
    return Looks.ahead(region, clock, simulated);
  }
}
