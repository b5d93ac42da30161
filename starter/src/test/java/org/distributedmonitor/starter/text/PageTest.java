package org.distributedmonitor.starter.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PageTest {

  private static final String FLEET = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";
  private static final String URL =
      "s3://our-lab-bucket/monitors/2021_12_13_Project_Analysis/failed-jobs.json";

  @Test
  void keepsAnIdWholeWhereItFits() {
    assertThat(page(52).fact("Fleet", FLEET + ": active, target 70"))
        .hasToString(
            """
            Fleet      %s:
                       active, target 70
            """
                .formatted(FLEET));
  }

  @Test
  void givesAnIdThatFitsOnlyWithoutTheIndentARowOfItsOwn() {
    assertThat(page(44).fact("Fleet", "this is " + FLEET + " of the run"))
        .hasToString(
            """
            Fleet      this is
            %s
                       of the run
            """
                .formatted(FLEET));
    assertThat(page(44).fact("Fleet", FLEET))
        .hasToString(
            """
            Fleet
            %s
            """
                .formatted(FLEET));
  }

  @Test
  void givesALongLabelARowOfItsOwn() {
    String label = "2021_12_13_Project_AnalysisSpotFleetRequestId.json";
    assertThat(page(60).item(label, "watched by monitor-2021_12_13_Project_Analysis (WATCHING)"))
        .hasToString(
            """
              %s
                watched by monitor-2021_12_13_Project_Analysis
                (WATCHING)
            """
                .formatted(label));
    assertThat(page(120).item(label, "gone")).hasToString("  " + label + "  gone\n");
    assertThat(page(30).item(label, "gone").toString().lines())
        .allMatch(line -> line.length() <= 30);
  }

  @Test
  void breaksWhatIsLongerThanTheTerminalIsWideBehindASeparator() {
    String text = page(30).bullet("Saved to " + URL + " for you").toString();

    assertThat(text)
        .isEqualTo(
            """
              - Saved to
                s3://our-lab-bucket/
                monitors/2021_12_13_
                Project_Analysis/failed-
                jobs.json
                for you
            """);
    assertThat(text.lines()).allMatch(line -> line.length() <= 30);
    assertThat(text.replaceAll("\\s", "")).contains(URL);
  }

  @Test
  void breaksAWordWithoutSeparatorsAnywhere() {
    assertThat(page(30).item("x", "y".repeat(40)))
        .hasToString("  x\n     " + "y".repeat(25) + "\n     " + "y".repeat(15) + "\n");
  }

  @Test
  void breaksNothingForAPipe() {
    String words = "Saved to " + URL + " and".repeat(100);

    assertThat(page(Integer.MAX_VALUE).line(words)).hasToString(words + "\n");
  }

  private static Page page(int width) {
    return new Page(width, false);
  }
}
