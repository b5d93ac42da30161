package org.distributedmonitor.monitorfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MonitorFileTest {

  private static final String FLEET = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";
  private static final String OTHER_FLEET = "sfr-11112222-3333-4444-5555-666677778888";

  private static final String GOOD =
      """
      {"MONITOR_FLEET_ID" : "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab",
      "MONITOR_APP_NAME" : "2021_12_13_Project_Analysis",
      "MONITOR_ECS_CLUSTER" : "default",
      "MONITOR_QUEUE_NAME" : "2021_12_13_Project_AnalysisQueue",
      "MONITOR_BUCKET_NAME" : "bucket-name",
      "MONITOR_LOG_GROUP_NAME" : "2021_12_13_Project_Analysis",
      "MONITOR_START_TIME" : "1649187798951"}
      """;

  private static final Run RUN =
      new Run(
          "2021_12_13_Project_Analysis",
          "default",
          "2021_12_13_Project_AnalysisQueue",
          "bucket-name",
          "2021_12_13_Project_Analysis",
          Instant.ofEpochMilli(1649187798951L),
          false,
          "");

  @Test
  void readsTheExampleThatComesWithTheSources() throws IOException {
    byte[] example =
        Files.readAllBytes(Path.of("../files/2021_12_13_Project_AnalysisSpotFleetRequestId.json"));

    assertThat(MonitorFile.parse(example))
        .isEqualTo(new Reading.Read(RUN, List.of(FLEET), List.of()));
  }

  @Test
  void readsWhatWindowsEditorsMakeOfIt() {
    String edited = "\uFEFF" + GOOD.replace("\n", "\r\n");

    assertThat(MonitorFile.parse(edited))
        .isEqualTo(new Reading.Read(RUN, List.of(FLEET), List.of()));
  }

  @Test
  void takesAStartTimeThatIsANumber() {
    assertThat(read(GOOD.replace("\"1649187798951\"", "1649187798951")).run()).isEqualTo(RUN);
  }

  @Test
  void takesRegionAndFurtherFleetsEachOnce() {
    Reading.Read read =
        read(
            with(
                "\"MONITOR_REGION\": \"eu-west-1\", \"MONITOR_FLEET_IDS\": [\"%s\", \"%s\"]"
                    .formatted(OTHER_FLEET, FLEET)));

    assertThat(read.run().region()).isEqualTo("eu-west-1");
    assertThat(read.fleetIds()).containsExactly(FLEET, OTHER_FLEET);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          "True",  true,  0
          "TRUE",  true,  0
          "true",  true,  0
          true,    true,  0
          "False", false, 0
          false,   false, 0
          "yes",   false, 1
          " True", false, 1
          "",      false, 1
          1,       false, 1
          null,    false, 1
          ["True"], false, 1
          """)
  void takesCleanDashboardInAnyLetterCase(String written, boolean meant, int warnings) {
    Reading.Read read = read(with("\"CLEAN_DASHBOARD\": " + written));

    assertThat(read.run().cleanDashboard()).isEqualTo(meant);
    assertThat(read.warnings()).hasSize(warnings);
  }

  @Test
  void warnsOfWhatItDoesNotKnow() {
    Reading.Read read = read(with("\"monitor_region\": \"eu-west-1\", \"NOTE\": {\"a\": [1]}"));

    assertThat(read.warnings())
        .containsExactly(
            "The key \"monitor_region\" is not known and was ignored. Was MONITOR_REGION meant?",
            "The key \"NOTE\" is not known and was ignored.");
  }

  @Test
  void acceptsTheOneStrayBraceThatSisterToolsWrite() {
    assertThat(read(GOOD + "}\n").warnings())
        .containsExactly("There is a second closing brace at the end of the file; it was ignored.");
    assertThat(faults(GOOD + "}}"))
        .containsExactly(
            "the file: found \"}}\" after the object;"
                + " wanted one JSON object, as startCluster writes it");
  }

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

  private static String with(String more) {
    return GOOD.strip().replaceFirst("}$", "") + ", " + more + "}";
  }

  private static Reading.Read read(String text) {
    Reading reading = MonitorFile.parse(text);
    assertThat(reading).isInstanceOf(Reading.Read.class);
    return (Reading.Read) reading;
  }

  private static List<String> faults(String text) {
    Reading reading = MonitorFile.parse(text);
    assertThat(reading).isInstanceOf(Reading.Faulty.class);
    return ((Reading.Faulty) reading).faults().stream().map(Fault::toString).toList();
  }
}
