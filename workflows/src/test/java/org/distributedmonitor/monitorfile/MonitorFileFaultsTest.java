package org.distributedmonitor.monitorfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedmonitor.monitorfile.Texts.FLEET;
import static org.distributedmonitor.monitorfile.Texts.GOOD;
import static org.distributedmonitor.monitorfile.Texts.faults;
import static org.distributedmonitor.monitorfile.Texts.with;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MonitorFileFaultsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          MONITOR_FLEET_ID       | "sfr-1"              | "sfr-1"
          MONITOR_FLEET_ID       | "sfr-9999EF99-99fc-9d9d-9999-9999999e99ab" | "sfr-9999EF99-99fc-9d9d-9999-9999999e99ab"
          MONITOR_FLEET_ID       | ["sfr-1"]            | a list
          MONITOR_APP_NAME       | ""                   | ""
          MONITOR_APP_NAME       | "My Run"             | "My Run"
          MONITOR_APP_NAME       | "Run\\n"             | "Run\\n"
          MONITOR_APP_NAME       | 7                    | 7
          MONITOR_ECS_CLUSTER    | "default "           | "default "
          MONITOR_ECS_CLUSTER    | null                 | null
          MONITOR_QUEUE_NAME     | "q.fifo"             | "q.fifo"
          MONITOR_QUEUE_NAME     | true                 | true
          MONITOR_BUCKET_NAME    | "Bucket"             | "Bucket"
          MONITOR_BUCKET_NAME    | "ab"                 | "ab"
          MONITOR_BUCKET_NAME    | "a..b"               | "a..b"
          MONITOR_BUCKET_NAME    | "192.168.5.4"        | "192.168.5.4"
          MONITOR_BUCKET_NAME    | "-bucket"            | "-bucket"
          MONITOR_BUCKET_NAME    | "bucket-s3alias"     | "bucket-s3alias"
          MONITOR_BUCKET_NAME    | "s3://bucket"        | "s3://bucket"
          MONITOR_LOG_GROUP_NAME | "a b"                | "a b"
          MONITOR_LOG_GROUP_NAME | {"a": 1}             | an object
          MONITOR_START_TIME     | ""                   | ""
          MONITOR_START_TIME     | " 1649187798951"     | " 1649187798951"
          MONITOR_START_TIME     | "yesterday"          | "yesterday"
          MONITOR_START_TIME     | true                 | true
          MONITOR_START_TIME     | -1649187798951       | -1649187798951
          """)
  void refusesAWrongValueAndShowsIt(String key, String written, String shown) {
    String text =
        GOOD.replaceFirst("\"" + key + "\" : \"[^\"]*\"", "\"" + key + "\" : ")
            .replace("\"" + key + "\" : ", "\"" + key + "\" : " + written);

    assertThat(faults(text)).singleElement().asString().startsWith(key + ": found " + shown + ";");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MONITOR_FLEET_ID",
        "MONITOR_APP_NAME",
        "MONITOR_ECS_CLUSTER",
        "MONITOR_QUEUE_NAME",
        "MONITOR_BUCKET_NAME",
        "MONITOR_LOG_GROUP_NAME",
        "MONITOR_START_TIME"
      })
  void missesEachOfTheSevenKeys(String key) {
    assertThat(faults(GOOD.replace("\"" + key + "\"", "\"OTHER\"")))
        .singleElement()
        .asString()
        .startsWith(key + ": found no such key; wanted ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"MONITOR_APP_NAME" : "a       | a text that breaks off at line 1, column 25
          {"MONITOR_APP_NAME" : "a",     | a text that breaks off at line 1, column 27
          {                              | a text that breaks off at line 1, column 2
          {'MONITOR_APP_NAME' : 'a'}     | no valid JSON at line 1, column 2 (
          {"MONITOR_APP_NAME" : "a" "b"} | no valid JSON at line 1, column 27 (
          {"a": 1,}                      | no valid JSON at line 1, column 9 (
          []                             | a list;
          "sfr-1"                        | "sfr-1";
          null                           | null;
          ``                             | nothing in it;
          hello                          | no valid JSON at line 1, column 1 (
          """)
  void saysWhereATextIsNoJsonObject(String text, String found) {
    assertThat(faults(text)).singleElement().asString().startsWith("the file: found " + found);
  }

  @Test
  void refusesTrailingText() {
    assertThat(faults(GOOD + GOOD)).singleElement().asString().contains("after the object");
  }

  @Test
  void refusesAKeyThatIsThereTwice() {
    assertThat(faults(with("\"MONITOR_QUEUE_NAME\": \"other\"")))
        .containsExactly(
            "MONITOR_QUEUE_NAME: found it twice, \"2021_12_13_Project_AnalysisQueue\" and \"other\";"
                + " wanted it once");
  }

  @Test
  void refusesFleetListsThatHoldSomethingElse() {
    assertThat(faults(with("\"MONITOR_FLEET_IDS\": [\"%s\", 5]".formatted(FLEET))))
        .singleElement()
        .asString()
        .startsWith("MONITOR_FLEET_IDS, number 2: found 5; wanted the id of a spot fleet request");
    assertThat(faults(with("\"MONITOR_FLEET_IDS\": \"%s\"".formatted(FLEET))))
        .singleElement()
        .asString()
        .endsWith("wanted a list of spot fleet request ids");
  }

  @Test
  void refusesWhatIsNotUtf8OrTooLarge() {
    assertThat(MonitorFile.parse(GOOD.replace("default", "défaut").getBytes(ISO_8859_1)))
        .isEqualTo(
            new Reading.Faulty(
                List.of(Fault.ofFile("bytes that are not UTF-8", "a text saved as UTF-8"))));
    assertThat(MonitorFile.parse(GOOD.getBytes(UTF_16))).isInstanceOf(Reading.Faulty.class);
    assertThat(faults(GOOD + " ".repeat(MonitorFile.MOST_BYTES)))
        .singleElement()
        .asString()
        .endsWith("wanted a monitor file, which has less than 64 KB");
    assertThat(MonitorFile.parse((GOOD + " ".repeat(5000)).getBytes(UTF_8)))
        .isInstanceOf(Reading.Read.class);
  }

  @Test
  void tellsAllFaultsInOneMessage() {
    Reading.Faulty faulty =
        (Reading.Faulty)
            MonitorFile.parse(
                """
                {"MONITOR_FLEET_ID" : "sfr-1 ",
                "MONITOR_APP_NAME" : "a",
                "MONITOR_ECS_CLUSTER" : "default",
                "MONITOR_QUEUE_NAME" : "aQueue",
                "MONITOR_LOG_GROUP_NAME" : "a",
                "MONITOR_START_TIME" : 1649187798}
                """);

    assertThat(faulty.message("aSpotFleetRequestId.json"))
        .isEqualTo(
            """
            aSpotFleetRequestId.json has 3 faults:
              MONITOR_FLEET_ID: found "sfr-1 "; wanted the id of a spot fleet request, such as "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab"
              MONITOR_BUCKET_NAME: found no such key; wanted the name of an S3 bucket: 3 to 63 small letters, digits, . and -
              MONITOR_START_TIME: found 1649187798, which is seconds; wanted milliseconds since 1970, 13 digits: "1649187798000\"""");
  }
}
