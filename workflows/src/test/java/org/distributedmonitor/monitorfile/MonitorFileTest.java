package org.distributedmonitor.monitorfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedmonitor.monitorfile.Texts.FLEET;
import static org.distributedmonitor.monitorfile.Texts.GOOD;
import static org.distributedmonitor.monitorfile.Texts.faults;
import static org.distributedmonitor.monitorfile.Texts.read;
import static org.distributedmonitor.monitorfile.Texts.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MonitorFileTest {

  private static final String OTHER_FLEET = "sfr-11112222-3333-4444-5555-666677778888";

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
}
