package org.distributedmonitor.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.Kept;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.distributedmonitor.fleet.ProtectedMachines;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsDoor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class CancellationTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String NOT_NOW = "fleetRequestNotInCancellableState";

  private final FakeEc2 ec2 = new FakeEc2();

  @ParameterizedTest(name = "{0}, then {1}: {2}")
  @CsvSource({
    "fleetRequestIdDoesNotExist, , ALREADY_GONE",
    "fleetRequestNotInCancellableState, cancelled, ALREADY_GONE",
    "fleetRequestNotInCancellableState, cancelled_terminating, ALREADY_GONE",
    "fleetRequestNotInCancellableState, failed, ALREADY_GONE",
    "fleetRequestNotInCancellableState, cancelled_running, DONE",
    "fleetRequestIdMalformed, , BLOCKED",
  })
  void readsEachFleetsOwnResult(String code, String state, Kind expected) {
    ec2.cannotCancel("sfr-1", code, state);

    assertThat(cancel(List.of("sfr-1")).kind()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "unexpectedError, active",
    "somethingNew, active",
    "fleetRequestNotInCancellableState, modifying",
    "fleetRequestNotInCancellableState, submitted",
  })
  void triesAgainWhatMayPass(String code, String state) {
    ec2.cannotCancel("sfr-1", code, state);

    assertThatThrownBy(() -> cancel(List.of("sfr-1", "sfr-2")))
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(failure.isNonRetryable()).isFalse());
  }

  @Test
  void cancelsByTheHundred() {
    List<String> fleets = IntStream.range(0, 250).mapToObj(i -> "sfr-" + i).toList();

    assertThat(cancel(fleets).kind()).isEqualTo(Kind.DONE);
    assertThat(ec2.cancelled).extracting(List::size).containsExactly(100, 100, 50);
  }

  @Test
  void aFailedBatchDoesNotKeepTheNextBack() {
    List<String> fleets = IntStream.range(0, 150).mapToObj(i -> "sfr-" + i).toList();
    ec2.failsCall(1, error("RequestLimitExceeded", "Slower."));

    assertThatThrownBy(() -> cancel(fleets)).isInstanceOf(ApplicationFailure.class);
    assertThat(ec2.cancelled).hasSize(2);
  }

  @Test
  void aBatchThatAnUnknownIdSpoilsIsCancelledOneByOne() {
    ec2.failsCall(1, error("InvalidSpotFleetRequestId.NotFound", "InvalidSpotFleetRequestId: x"));

    StepOutcome outcome = cancel(List.of("sfr-1", "sfr-2"));

    assertThat(outcome.detail()).isEqualTo("Cancelled sfr-1, sfr-2; EC2 terminates the machines.");
    assertThat(ec2.cancelled).hasSize(3);
  }

  @Test
  void nothingKnownIsNothingToDo() {
    assertThat(cancel(List.of()).kind()).isEqualTo(Kind.NOTHING_TO_DO);
    assertThat(ec2.cancelled).isEmpty();
  }

  @Test
  void whatSomebodyLeftOnIsEndedByItsId() {
    ec2.cannotCancel("sfr-1", NOT_NOW, "cancelled_running");
    ec2.machine("sfr-1", "i-1", false).machine("sfr-1", "i-2", true).machine("sfr-3", "i-3", false);

    StepOutcome outcome = cancel(List.of("sfr-1", "sfr-2"));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(outcome.detail())
        .contains("sfr-1 is cancelled without its machines; ended 1 of them by its id.")
        .contains("Kept, as protected by the tag distributed-monitor:protect: i-2.");
    assertThat(ec2.terminated).containsExactly(List.of("i-1"));
  }

  @Test
  void whatSomebodyLeftOnAndProtectsStays() {
    ec2.cannotCancel("sfr-1", NOT_NOW, "cancelled_running").machine("sfr-1", "i-1", false);
    ec2.protectedFleet = "sfr-1";

    StepOutcome outcome = cancel(List.of("sfr-1"));

    assertThat(outcome.kind()).isEqualTo(Kind.LEFT);
    assertThat(outcome.detail()).contains("distributed-monitor:protect: sfr-1.");
    assertThat(ec2.terminated).isEmpty();
  }

  @Test
  void whatMayNotBeEndedIsNamedWithItsRemedy() {
    ec2.cannotCancel("sfr-1", NOT_NOW, "cancelled_running").machine("sfr-1", "i-1", false);
    ec2.terminationFailure = error("UnauthorizedOperation", "Not you.");

    StepOutcome outcome = cancel(List.of("sfr-1", "sfr-2"));

    assertThat(outcome.kind()).isEqualTo(Kind.BLOCKED);
    assertThat(outcome.detail()).contains("sfr-1 is cancelled, but its machines run on");
    assertThat(outcome.remedy()).contains("terminate the machines in the EC2 console");
  }

  @Test
  void aFleetWithAProtectedMachineIsCancelledWithoutAskingAndTheOthersAreEnded() {
    ec2.machine("sfr-1", "i-1", false).machine("sfr-1", "i-2", true).machine("sfr-2", "i-3", false);
    ec2.vanished = "i-4";
    ec2.machine("sfr-1", "i-4", false);
    Kept kept =
        new Kept(List.of("sfr-9"), List.of(new ProtectedMachines("sfr-1", 1, List.of("i-2"))));

    StepOutcome outcome = cancel(List.of("sfr-1", "sfr-2"), kept);

    assertThat(ec2.cancelled).containsExactly(List.of("sfr-2"), List.of("sfr-1"));
    assertThat(ec2.withMachines).containsExactly(true, false);
    assertThat(ec2.terminated).containsExactly(List.of("i-1"));
    assertThat(outcome.detail()).contains("Cancelled sfr-2;").contains("sfr-9, i-2.");
  }

  @Test
  void ofThousandsOfProtectedMachinesTheTagsAreReadAnew() {
    ec2.machine("sfr-1", "i-1", false).machine("sfr-1", "i-2", true).machine("sfr-1", "i-3", false);
    ProtectedMachines many = new ProtectedMachines("sfr-1", 9_000, List.of());

    StepOutcome outcome = cancel(List.of("sfr-1"), new Kept(List.of(), List.of(many)));

    assertThat(ec2.withMachines).containsExactly(false);
    assertThat(ec2.terminated).containsExactly(List.of("i-1", "i-3"));
    assertThat(outcome.detail()).contains("ended 2 of them by their ids").contains("i-2");
  }

  @Test
  void aMachineThatIsKnownToBeProtectedIsSparedThoughItShowsNoTag() {
    ec2.machine("sfr-1", "i-1", false).machine("sfr-1", "i-2", false);
    ProtectedMachines known = new ProtectedMachines("sfr-1", 1, List.of("i-2"));

    cancel(List.of("sfr-1"), new Kept(List.of(), List.of(known)));

    assertThat(ec2.terminated).containsExactly(List.of("i-1"));
  }

  @Test
  void ofVeryManyFleetsTheFirstAreNamed() {
    List<String> fleets = IntStream.range(0, 300).mapToObj(i -> "sfr-" + i).toList();

    StepOutcome outcome = cancel(fleets);

    assertThat(outcome.detail())
        .startsWith("Cancelled sfr-0, sfr-1, ")
        .endsWith(", sfr-49 and 250 more; EC2 terminates the machines.");
  }

  @Test
  void protectedFleetsAloneAreLeft() {
    StepOutcome outcome = cancel(List.of(), new Kept(List.of("sfr-9"), List.of()));

    assertThat(outcome.kind()).isEqualTo(Kind.LEFT);
    assertThat(outcome.detail()).contains("sfr-9");
    assertThat(ec2.cancelled).isEmpty();
  }

  private StepOutcome cancel(List<String> fleets) {
    return cancel(fleets, Kept.nothing());
  }

  private StepOutcome cancel(List<String> fleets, Kept kept) {
    Run run = new Run("Plate1", "default", "Plate1Queue", "b", "Plate1", NOON, false, "");
    FrozenRun frozen = new FrozenRun(NOON, null, fleets, null, false, kept);
    return Cancellation.of(AwsDoor.to(Ec2Client.class, ec2), new CleanupOrder(run, frozen));
  }

  private static SdkException error(String code, String message) {
    return Ec2Exception.builder()
        .message(message)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
