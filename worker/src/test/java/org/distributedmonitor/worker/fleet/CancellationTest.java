package org.distributedmonitor.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.distributedmonitor.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
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
    "fleetRequestNotInCancellableState, cancelled_running, BLOCKED",
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
  void whatRunsOnIsNamed() {
    ec2.cannotCancel("sfr-1", NOT_NOW, "cancelled_running");

    StepOutcome outcome = cancel(List.of("sfr-1", "sfr-2"));

    assertThat(outcome.detail()).contains("sfr-1 was cancelled by somebody");
    assertThat(outcome.remedy()).contains("Terminate the machines");
  }

  private StepOutcome cancel(List<String> fleets) {
    Run run = new Run("Plate1", "default", "Plate1Queue", "b", "Plate1", NOON, false, "");
    FrozenRun frozen = new FrozenRun(NOON, null, fleets, List.of(), null, false);
    return Cancellation.of(ec2, new CleanupOrder(run, frozen));
  }

  private static SdkException error(String code, String message) {
    return Ec2Exception.builder()
        .message(message)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
