package org.distributedmonitor.scenarios.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.simulator.api.AwsError;
import org.distributedmonitor.simulator.api.AwsError.Meaning;
import org.distributedmonitor.simulator.api.AwsErrors;
import org.distributedmonitor.simulator.world.Faults;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each error that AWS documents, at each operation, in the activity that calls it. */
@Timeout(120)
class ErrorTableTest {

  private static final String OURS = "report it";

  static List<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (Scene scene : Scenes.all()) {
      AwsErrors.of(scene.operation()).stream()
          .filter(row -> row.meaning() != Meaning.NONE)
          .forEach(row -> rows.add(Arguments.of(row, scene)));
    }
    return rows;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void meansToTheActivityWhatTheTableSays(AwsError error, Scene scene) {
    try (Stage stage = scene.stage().get()) {
      CleanupOrder order = scene.orders().apply(stage);
      stage.aws.region.calls().clear();
      Faults faults = stage.aws.region.faults();
      if (error.partial()) {
        faults.leaveUndone(error, 1);
      } else {
        faults.fail(error.operation(), 1, error::thrown);
      }

      Reading reading = Reading.of(() -> scene.activity().on(stage, order));

      assertThat(stage.aws.region.calls().of(error.operation())).as("calls").isNotEmpty();
      String ending = scene.ending(error);
      if (ending.isEmpty()) {
        assertMeans(error, reading);
      } else {
        assertThat(reading.ending()).as(reading.toString()).isEqualTo(ending);
        assertThat(ending.equals("BLOCKED") && reading.remedy().isEmpty()).isFalse();
      }
    }
  }

  private static void assertMeans(AwsError error, Reading reading) {
    assertThat(reading.ending()).as(reading.toString()).isIn(endings(error.meaning()));
    if (!reading.ending().equals("WAITING")) {
      assertThat(reading.sentence()).contains(permission(error), beginning(error));
    }
    boolean refused = reading.ending().equals("REFUSED");
    assertThat(refused || reading.retried()).as("retried").isTrue();
    if (refused && reading.remedy() != null) {
      assertThat(reading.remedy()).endsWith(".");
      assertThat(reading.remedy().contains(OURS)).isEqualTo(error.meaning() == Meaning.INVALID);
    }
  }

  /** People are told of a permission, which is not always named as the operation is. */
  private static String permission(AwsError error) {
    return error.operation().replace("ListObjectsV2", "ListBucket");
  }

  /** AWS's own words are passed on, as far as they hold no names. */
  private static String beginning(AwsError error) {
    int names = error.message().indexOf("{}");
    return names < 0 ? error.message() : error.message().substring(0, names);
  }

  private static List<String> endings(Meaning meaning) {
    return switch (meaning) {
      case WAIT -> List.of("UNAVAILABLE", "WAITING");
      case THROTTLED -> List.of("THROTTLED");
      case EXPIRED -> List.of("CREDENTIALS_EXPIRED");
      case REFUSED, INVALID -> List.of("REFUSED");
      case GONE, NONE -> List.of();
    };
  }
}
