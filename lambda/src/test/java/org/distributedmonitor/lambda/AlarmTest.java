package org.distributedmonitor.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmTest {

  @ParameterizedTest
  @CsvSource({
    "old, ApproximateNumberOfMessagesVisibleisZero_Plates, ALARM, PlatesQueue",
    "newer, ApproximateNumberOfMessagesVisibleisZero_Plates, ALARM, PlatesQueue",
    "newest, ApproximateNumberOfMessagesVisibleisZero_Plates, ALARM, PlatesQueue",
    "several-metrics, ApproximateNumberOfMessagesVisibleisZero_Plates, ALARM, PlatesQueue",
    "not-visible, ApproximateNumberOfMessagesNotVisibleisZero_Plates, ALARM, PlatesQueue",
    "ok, ApproximateNumberOfMessagesVisibleisZero_Plates, OK, PlatesQueue",
    "insufficient-data, ApproximateNumberOfMessagesVisibleisZero_Plates, INSUFFICIENT_DATA,"
        + " PlatesQueue",
    "without-queue, ApproximateNumberOfMessagesVisibleisZero_Plates, ALARM,",
    "another-alarm, Plates_i-0123456789abcdef0, ALARM,",
  })
  void isReadFromEveryShape(String event, String name, String state, String queue) {
    assertThat(Alarm.parse(Events.message(event)))
        .contains(new Alarm(name, state, Optional.ofNullable(queue)));
  }

  @Test
  void takesDimensionsAsTheApiWritesThem() {
    String message =
        """
        {"AlarmName": "a", "NewStateValue": "ALARM",
         "Trigger": {"Dimensions": [{"Name": "QueueName", "Value": "q"}]}}
        """;

    assertThat(Alarm.parse(message)).contains(new Alarm("a", "ALARM", Optional.of("q")));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Hello",
        "null",
        "[]",
        "\"AlarmName\"",
        "{\"AlarmName\": \"a\"}",
        "{\"NewStateValue\": \"ALARM\"}",
        "{\"AlarmName\": {\"a\": 1}, \"NewStateValue\": \"ALARM\"}",
        "{\"AlarmName\": \"a\", \"NewStateValue\": \"ALARM\"",
      })
  void isNotFoundInAnotherMessage(String message) {
    assertThat(Alarm.parse(message)).isEmpty();
  }
}
