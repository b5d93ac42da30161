package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "90s, 90, 1m30s",
    "10m, 600, 10m",
    "1h30m, 5400, 1h30m",
    "25h, 90000, 25h",
    "2d, 172800, 2d",
    "50h30m, 181800, 2d2h30m",
    "960h, 3456000, 40d",
    "1h0m5s, 3605, 1h5s",
    "0s, 0, 0s",
    "PT10M, 600, 10m",
    "pt2h, 7200, 2h"
  })
  void readsWhatPeopleWrite(String text, long seconds, String shortest) {
    assertThat(new Durations().convert(text)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(Durations.write(Duration.ofSeconds(seconds))).isEqualTo(shortest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "10", "10 m", "m10", "1.5h", "-5m", "PT-5M", "5m10h", "999999d"})
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> new Durations().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is no duration");
  }
}
