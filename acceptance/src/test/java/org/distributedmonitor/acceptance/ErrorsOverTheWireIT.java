package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.failure.ApplicationFailure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.simulator.api.AwsError;
import org.distributedmonitor.simulator.api.AwsError.Meaning;
import org.distributedmonitor.simulator.api.AwsErrors;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;

/** Each row of the table of errors, as bytes that the SDK reads, means what it means simulated. */
@Timeout(900)
class ErrorsOverTheWireIT {

  private static Processes processes;
  private static MotoFront front;
  private static Aws aws;

  @BeforeAll
  static void start() {
    processes = Processes.of(ErrorsOverTheWireIT.class);
    front = MotoFront.start(processes);
    aws = front.clients("wire");
  }

  @AfterAll
  static void stop() {
    aws.close();
    processes.close();
  }

  /** Every row once: those of a whole service at the first operation that may answer so. */
  static List<AwsError> rows() {
    Set<String> seen = new HashSet<>();
    return WireCalls.all().keySet().stream()
        .flatMap(operation -> AwsErrors.of(operation).stream())
        .filter(row -> row.meaning() != Meaning.NONE && !row.partial())
        .filter(
            row ->
                AwsErrors.named(row.operation()).contains(row)
                    || seen.add(row.service() + row.code()))
        .toList();
  }

  @Test
  void everyOperationOfTheTableIsCalled() {
    assertThat(AwsErrors.rows())
        .filteredOn(row -> row.meaning() != Meaning.NONE && !row.operation().endsWith("*"))
        .extracting(AwsError::operation)
        .isSubsetOf(WireCalls.all().keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isReadFromTheWireAsFromTheSimulator(AwsError row) {
    front.fault(Fault.error(row).times(1));

    SdkException sent =
        catchThrowableOfType(
            SdkException.class, () -> WireCalls.all().get(row.operation()).apply(aws));

    SdkException simulated = row.thrown();
    assertThat(sent).as("class").hasSameClassAs(simulated);
    assertThat(gone(sent)).isEqualTo(gone(simulated));
    ApplicationFailure read = AwsFailures.of(row.operation(), sent);
    ApplicationFailure wanted = AwsFailures.of(row.operation(), simulated);
    assertThat(read.getType()).isEqualTo(wanted.getType());
    assertThat(read.isNonRetryable()).isEqualTo(wanted.isNonRetryable());
    if (!row.code().isEmpty()) {
      assertThat(read.getOriginalMessage()).isEqualTo(wanted.getOriginalMessage());
    }
    if (read.isNonRetryable()) {
      assertThat(read.getDetails().get(Refusal.class))
          .isEqualTo(wanted.getDetails().get(Refusal.class));
    }
  }

  private static Set<Gone> gone(SdkException e) {
    return Arrays.stream(Gone.values()).filter(thing -> thing.said(e)).collect(Collectors.toSet());
  }
}
