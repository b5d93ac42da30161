package org.distributedmonitor.monitorfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedmonitor.monitorfile.Texts.GOOD;
import static org.distributedmonitor.monitorfile.Texts.faults;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartTimeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1649187798               | seconds      | 1649187798000
          "1649187798"             | seconds      | 1649187798000
          1649187798.95            | seconds      | 1649187798950
          "1649187798.9517"        | seconds      | 1649187798951
          1649187798951123         | microseconds | 1649187798951
          "1649187798951123456"    | nanoseconds  | 1649187798951
          "2022-04-05T19:43:18Z"   | a date       | 1649187798000
          "2022-04-05 19:43:18"    | a date       | 1649187798000
          "2022-04-05T21:43:18+02:00" | a date    | 1649187798000
          "2022-04-05"             | a date       | 1649116800000
          """)
  void tellsAStartTimeInAnotherFormWhatItWouldBe(String written, String form, String right) {
    List<String> faults = faults(GOOD.replace("\"1649187798951\"", written));

    assertThat(faults)
        .containsExactly(
            "MONITOR_START_TIME: found %s, which is %s; wanted milliseconds since 1970, 13 digits: \"%s\""
                .formatted(written, form, right));
  }
}
