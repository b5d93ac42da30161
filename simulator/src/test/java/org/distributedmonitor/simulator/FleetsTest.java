package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestHistoryResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.EventType;
import software.amazon.awssdk.services.ec2.model.Filter;

class FleetsTest {
  private static final String UNKNOWN = "sfr-00000000-0000-4000-8000-000000000000";
  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final Ec2Client ec2 = region.ec2();

  private SimulatedRun run(RunSpec.Builder spec) {
    SimulatedRun run = region.setUp(spec.jobDuration(Duration.ofHours(9)).jobs(50).build());
    clock.advance(Duration.ofMinutes(10));
    return run;
  }

  private String state(SimulatedRun run) {
    return ec2.describeSpotFleetRequests(r -> r.spotFleetRequestIds(run.fleetId()))
        .spotFleetRequestConfigs()
        .get(0)
        .spotFleetRequestStateAsString();
  }

  private void shrink(SimulatedRun run, int target, String policy) {
    ec2.modifySpotFleetRequest(
        r ->
            r.spotFleetRequestId(run.fleetId())
                .targetCapacity(target)
                .excessCapacityTerminationPolicy(policy));
  }

  private CancelSpotFleetRequestsResponse cancel(boolean terminate, String... ids) {
    return ec2.cancelSpotFleetRequests(
        r -> r.spotFleetRequestIds(ids).terminateInstances(terminate));
  }

  private static void refuses(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Ec2Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  void aNewFleetIsSubmittedThenActive() {
    SimulatedRun run = region.setUp(RunSpec.builder("P").build());

    assertThat(state(run)).isEqualTo("submitted");
    refuses("FleetNotInModifiableState", () -> shrink(run, 1, "noTermination"));
    clock.advance(Duration.ofSeconds(15));
    assertThat(state(run)).isEqualTo("active");
  }

  @Test
  void whileModifyingAFleetCannotBeModified() {
    SimulatedRun run = run(RunSpec.builder("P"));

    shrink(run, 2, "noTermination");

    assertThat(state(run)).isEqualTo("modifying");
    refuses("FleetNotInModifiableState", () -> shrink(run, 1, "noTermination"));
    clock.advance(Duration.ofSeconds(40));
    assertThat(state(run)).isEqualTo("active");
    shrink(run, 1, "noTermination");
  }

  @Test
  void theDefaultPolicyEndsRunningMachinesAndNoTerminationDoesNot() {
    SimulatedRun kind = run(RunSpec.builder("Kind").machines(4));
    SimulatedRun harsh = run(RunSpec.builder("Harsh").cluster("harsh").machines(4));

    shrink(kind, 1, "noTermination");
    shrink(harsh, 1, null);
    clock.advance(Duration.ofMinutes(5));

    assertThat(kind.machines()).filteredOn(SimulatedMachine::alive).hasSize(4);
    assertThat(harsh.machines()).filteredOn(SimulatedMachine::alive).hasSize(1);
  }

  @Test
  void aRequestFleetIsNeitherModifiedNorRefilled() {
    SimulatedRun run = run(RunSpec.builder("P").maintain(false));

    refuses("FleetNotInModifiableState", () -> shrink(run, 1, "noTermination"));
    run.interrupt(1);
    clock.advance(Duration.ofMinutes(10));
    assertThat(run.machines()).filteredOn(SimulatedMachine::alive).hasSize(2);
  }

  @Test
  void aTargetBelowTheOnDemandPartIsRefused() {
    SimulatedRun run = run(RunSpec.builder("P").onDemandMachines(2));

    refuses("InvalidParameterValue", () -> shrink(run, 1, "noTermination"));
    shrink(run, 2, "noTermination");
  }

  @Test
  void aCancellationWithTerminationEndsInCancelledAndIsForgottenTwoDaysLater() {
    SimulatedRun run = run(RunSpec.builder("P"));

    assertThat(cancel(true, run.fleetId()).successfulFleetRequests().get(0))
        .satisfies(
            item -> {
              assertThat(item.previousSpotFleetRequestStateAsString()).isEqualTo("active");
              assertThat(item.currentSpotFleetRequestStateAsString())
                  .isEqualTo("cancelled_terminating");
            });
    clock.advance(Duration.ofMinutes(3));
    assertThat(state(run)).isEqualTo("cancelled");
    assertThat(run.machines()).hasSize(3).allMatch(machine -> machine.state().equals("terminated"));
    clock.advance(Duration.ofMinutes(2));
    assertThat(
            region.ecs().listContainerInstances(r -> r.cluster("default")).containerInstanceArns())
        .isEmpty();
    clock.advance(Duration.ofHours(49));
    refuses("InvalidSpotFleetRequestId.NotFound", () -> state(run));
  }

  @Test
  void aCancellationWithoutTerminationLeavesMachinesOnForEver() {
    SimulatedRun run = run(RunSpec.builder("P"));

    cancel(false, run.fleetId());
    clock.advance(Duration.ofHours(2));

    assertThat(state(run)).isEqualTo("cancelled_running");
    assertThat(run.machines()).hasSize(3).allMatch(SimulatedMachine::alive);
    ec2.terminateInstances(
        r -> r.instanceIds(run.machines().stream().map(SimulatedMachine::id).toList()));
    clock.advance(Duration.ofMinutes(3));
    assertThat(state(run)).isEqualTo("cancelled");
  }

  @Test
  void whatCannotBeCancelledIsToldInsideTheAnswer() {
    SimulatedRun run = run(RunSpec.builder("P"));
    cancel(true, run.fleetId());

    assertThat(cancel(true, run.fleetId(), UNKNOWN, "sfr-nonsense").unsuccessfulFleetRequests())
        .extracting(item -> item.error().codeAsString())
        .containsExactly(
            "fleetRequestNotInCancellableState",
            "fleetRequestIdDoesNotExist",
            "fleetRequestIdMalformed");
    refuses("InvalidSpotFleetRequestId.NotFound", () -> describe(UNKNOWN));
    refuses("InvalidSpotFleetRequestId.Malformed", () -> describe("sfr-nonsense"));
  }

  private static Filter filter(String name, List<String> values) {
    return Filter.builder().name(name).values(values).build();
  }

  private void describe(String id) {
    ec2.describeSpotFleetRequests(r -> r.spotFleetRequestIds(id));
  }

  @Test
  void historyComesInPagesAndIsKeptForTwoDays() {
    SimulatedRun run = run(RunSpec.builder("P").machines(5));
    Instant start = clock.instant().minusSeconds(3600);

    DescribeSpotFleetRequestHistoryResponse first =
        ec2.describeSpotFleetRequestHistory(
            r ->
                r.spotFleetRequestId(run.fleetId())
                    .startTime(start)
                    .eventType(EventType.INSTANCE_CHANGE)
                    .maxResults(3));

    assertThat(first.historyRecords()).hasSize(3);
    assertThat(first.historyRecords().get(0).eventInformation().eventSubType())
        .isEqualTo("launched");
    assertThat(first.lastEvaluatedTime()).isNull();
    DescribeSpotFleetRequestHistoryResponse second =
        ec2.describeSpotFleetRequestHistory(
            r ->
                r.spotFleetRequestId(run.fleetId())
                    .startTime(start)
                    .eventType(EventType.INSTANCE_CHANGE)
                    .nextToken(first.nextToken()));
    assertThat(second.historyRecords()).hasSize(2);
    assertThat(second.lastEvaluatedTime()).isEqualTo(clock.instant());
  }

  @Test
  void instancesAreAskedByIdOrByFilterWithinLimits() {
    SimulatedRun run = run(RunSpec.builder("P").machines(5));
    List<String> ids = run.machines().stream().map(SimulatedMachine::id).toList();

    assertThat(ec2.describeInstances(r -> r.instanceIds(ids)).reservations()).hasSize(5);
    assertThat(
            ec2.describeInstancesPaginator(
                    r ->
                        r.maxResults(2)
                            .filters(
                                filter("tag:Name", List.of("PWork*")),
                                filter("instance-state-name", List.of("running"))))
                .reservations())
        .hasSize(5);
    assertThat(
            ec2.describeVolumes(r -> r.filters(filter("tag:Name", List.of("PWorker")))).volumes())
        .hasSize(5);
    refuses(
        "InvalidParameterCombination",
        () -> ec2.describeInstances(r -> r.instanceIds(ids).maxResults(5)));
    refuses(
        "InvalidInstanceID.NotFound",
        () -> ec2.describeInstances(r -> r.instanceIds(ids.get(0), "i-00000000000000000")));
    refuses(
        "FilterLimitExceeded",
        () ->
            ec2.describeInstances(
                r ->
                    r.filters(
                        filter(
                            "instance-id",
                            IntStream.range(0, 201).mapToObj(i -> "i-" + i).toList()))));
  }

  @Test
  void scarceCapacityLeavesTheFleetUnfulfilled() {
    SimulatedRun run = region.setUp(RunSpec.builder("P").machines(10).jobs(99).build());
    run.limitCapacity(4);
    clock.advance(Duration.ofMinutes(10));

    assertThat(run.machines()).hasSize(4);
  }
}
