package org.distributedmonitor.monitorfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedmonitor.monitorfile.Texts.CLOSED_TOO_EARLY;
import static org.distributedmonitor.monitorfile.Texts.EIGHT_KEYS;
import static org.distributedmonitor.monitorfile.Texts.FLEET;
import static org.distributedmonitor.monitorfile.Texts.GOOD;
import static org.distributedmonitor.monitorfile.Texts.WITHOUT_COMMA;
import static org.distributedmonitor.monitorfile.Texts.faults;
import static org.distributedmonitor.monitorfile.Texts.read;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.distributedmonitor.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The monitor files of the field, whose writers put the text together by hand. */
final class LateDashboardTest {

  private static final String CLOSED =
      "The object is closed before CLEAN_DASHBOARD, as some versions of startCluster write it;"
          + " CLEAN_DASHBOARD was read all the same.";
  private static final String NO_COMMA =
      "There is no comma before CLEAN_DASHBOARD, as some versions of startCluster write it;"
          + " CLEAN_DASHBOARD was read all the same.";
  private static final String STRAY =
      "There is a second closing brace at the end of the file; it was ignored.";

  private static final String PAIR = "\"CLEAN_DASHBOARD\" : \"True\"";

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of("seven keys", GOOD, false, List.of()),
        Arguments.of("eight keys", EIGHT_KEYS, true, List.of()),
        Arguments.of("closed too early", CLOSED_TOO_EARLY, true, List.of(CLOSED)),
        Arguments.of("without comma", WITHOUT_COMMA, true, List.of(NO_COMMA)),
        Arguments.of("both slips", WITHOUT_COMMA + "}\n", true, List.of(NO_COMMA, STRAY)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void readsEveryShapeOfTheField(
      String name, String text, boolean cleanDashboard, List<String> warnings) {
    Run seven = read(GOOD).run();

    assertThat(MonitorFile.parse(text))
        .isEqualTo(
            new Reading.Read(
                new Run(
                    seven.app(),
                    seven.cluster(),
                    seven.queue(),
                    seven.bucket(),
                    seven.logGroup(),
                    seven.startTime(),
                    cleanDashboard,
                    ""),
                List.of(FLEET),
                warnings));
  }

  static List<UnaryOperator<String>> editors() {
    return List.of(
        text -> text.replace("\n", "\r\n"),
        text -> text.replace("\n", "\r"),
        text -> text.replace("\n", ""),
        text -> text.replace("\n", "\n\n \t"),
        text -> text.replace(" : ", ":"),
        text -> text.replace(" : ", " \n:\t\r\n"),
        text -> text.replace("}", "\n } \n"),
        String::strip,
        text -> "\uFEFF" + text.replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @MethodSource("editors")
  void readsThemWithAnyBlanksBetween(UnaryOperator<String> editor) {
    for (String text : List.of(CLOSED_TOO_EARLY, WITHOUT_COMMA, WITHOUT_COMMA + "}")) {
      assertThat(MonitorFile.parse(editor.apply(text))).isEqualTo(read(text));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          "TRUE",  true,  1
          "true",  true,  1
          true,    true,  1
          "False", false, 1
          "FALSE", false, 1
          false,   false, 1
          "yes",   false, 2
          " True", false, 2
          "",      false, 2
          """)
  void honoursWhatTheySay(String written, boolean meant, int warnings) {
    for (String text : List.of(CLOSED_TOO_EARLY, WITHOUT_COMMA)) {
      Reading.Read read = read(text.replace("\"True\"", written));

      assertThat(read.run().cleanDashboard()).isEqualTo(meant);
      assertThat(read.warnings()).hasSize(warnings);
    }
  }

  @Test
  void readsThemWithARegionThatSomebodyHasAdded() {
    for (String text : List.of(CLOSED_TOO_EARLY, WITHOUT_COMMA)) {
      String start = "\"MONITOR_START_TIME\"";
      String added = text.replace(start, "\"MONITOR_REGION\" : \"eu-west-1\", " + start);

      assertThat(read(added).run().region()).isEqualTo("eu-west-1");
      assertThat(read(added).run().cleanDashboard()).isTrue();
    }
  }

  /** The parser takes a text of more than 32 KB in pieces. */
  @Test
  void readsThemWhereverTheyStandInALargeFile() {
    for (String text : List.of(CLOSED_TOO_EARLY, WITHOUT_COMMA)) {
      String number = text.replace("\"1649187798951\"", "1649187798951");
      for (int size = 0x8000 - text.length() - 2; size <= 0x8002; size++) {
        assertThat(read(" ".repeat(size) + text).run().cleanDashboard()).isTrue();
        assertThat(read(" ".repeat(size) + number).run().cleanDashboard()).isTrue();
      }
    }
  }

  static IntStream cuts() {
    return IntStream.range(1, CLOSED_TOO_EARLY.strip().length());
  }

  /** But where the cut leaves a whole file of seven keys. */
  @ParameterizedTest
  @MethodSource("cuts")
  void takesNoUploadThatWasCutOffForOneOfThem(int length) {
    String closed = CLOSED_TOO_EARLY.substring(0, length);
    if (closed.strip().equals(GOOD.strip())) {
      assertThat(read(closed).run().cleanDashboard()).isFalse();
    } else {
      assertThat(faults(closed)).singleElement().asString().contains("found " + brokenOff(closed));
    }

    String open = WITHOUT_COMMA.substring(0, length - 1);
    assertThat(faults(open))
        .singleElement()
        .asString()
        .contains("found " + (open.isEmpty() ? "nothing in it" : brokenOff(open)));
  }

  private static String brokenOff(String text) {
    int line = (int) text.lines().count() + (text.endsWith("\n") ? 1 : 0);
    int column = text.length() - text.lastIndexOf('\n');
    return "a text that breaks off at line %d, column %d;".formatted(line, column);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PAIR,
        "{" + PAIR + "}",
        "," + PAIR + "}",
        PAIR + "}}",
        PAIR + "},",
        PAIR + "}{",
        PAIR + "}" + PAIR + "}",
        PAIR + "} done",
        PAIR + ",}",
        PAIR + ", \"MONITOR_REGION\" : \"eu-west-1\"}",
        "\"MONITOR_REGION\" : \"eu-west-1\", " + PAIR + "}",
        "\"MONITOR_REGION\" : \"eu-west-1\"}",
        "\"clean_dashboard\" : \"True\"}",
        "\"CLEAN DASHBOARD\" : \"True\"}",
        "'CLEAN_DASHBOARD' : 'True'}",
        "CLEAN_DASHBOARD : \"True\"}",
        "CLEAN_DASHBOARD\" : \"True\"}",
        "\"CLEAN_DASHBOARD\" = \"True\"}",
        "\"CLEAN_DASHBOARD\" \"True\"}",
        "\"CLEAN_DASHBOARD\" : True}",
        "\"CLEAN_DASHBOARD\" : 'True'}",
        "\"CLEAN_DASHBOARD\" : \"Tr\nue\"}",
        "\"CLEAN_DASHBOARD\" : \"Tr\\u0075e\"}",
        "\"CLEAN_DASHBOARD\" : 1}",
        "\"CLEAN_DASHBOARD\" : null}",
        "\"CLEAN_DASHBOARD\" : [\"True\"]}",
        "\"CLEAN_DASHBOARD\" : {\"a\" : \"True\"}}",
        "\"CLEAN_DASHBOARD\"}",
        "\u00a0" + PAIR + "}",
        "\u0000" + PAIR + "}",
        "// " + PAIR + "}",
        "}" + PAIR + "}",
        "}}",
        "{}",
        "\"True\"}"
      })
  void takesNothingElseBehindTheObject(String behind) {
    assertThat(faults(GOOD + behind)).singleElement().asString().startsWith("the file: found ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PAIR + ", \"MONITOR_REGION\" : \"eu-west-1\"}",
        "\"MONITOR_REGION\" : \"eu-west-1\", " + PAIR + "}",
        "\"MONITOR_REGION\" : \"eu-west-1\"}",
        "\"MONITOR_REGION\" : \"eu-west-1\" " + PAIR + "}",
        PAIR + ",}",
        PAIR + "}}}",
        PAIR + "} done",
        PAIR + "]",
        ";" + PAIR + "}",
        "\"" + PAIR + "}",
        ":" + PAIR + "}",
        "\"clean_dashboard\" : \"True\"}",
        "CLEAN_DASHBOARD\" : \"True\"}",
        "\"CLEAN_DASHBOARD\" : True}",
        "\"CLEAN_DASHBOARD\" : [\"True\"]}",
        "\"CLEAN_DASHBOARD\" : {\"a\" : \"True\"}}",
        "\u00a0" + PAIR + "}"
      })
  void missesEveryOtherComma(String after) {
    String open = GOOD.strip().substring(0, GOOD.strip().length() - 1);

    assertThat(faults(open + "\n" + after)).singleElement().asString().startsWith("the file: ");
  }

  @Test
  void missesACommaInsideAValue() {
    String inside = GOOD.replace("\"default\"", "{\"a\" : \"b\" \"CLEAN_DASHBOARD\" : \"True\"}");

    assertThat(faults(inside)).singleElement().asString().contains("was expecting comma");
  }

  @Test
  void isNotLedAstrayByAValueThatLooksLikeTheEnd() {
    String value = "x\\\" } \\\"CLEAN_DASHBOARD\\\" : \\\"True\\\"}";

    assertThat(faults(GOOD.replace("\"default\"", "\"" + value + "\"")))
        .singleElement()
        .asString()
        .startsWith("MONITOR_ECS_CLUSTER: found ");
  }

  @Test
  void refusesCleanDashboardInTwoPlaces() {
    String twice = "CLEAN_DASHBOARD: found it twice, \"False\" and \"True\"; wanted it once";
    String inside = GOOD.replace("{", "{\"CLEAN_DASHBOARD\" : \"False\", ");

    assertThat(faults(inside + PAIR + "}")).containsExactly(twice);
    assertThat(faults(inside.replace("}", PAIR + "}"))).containsExactly(twice);
    assertThat(faults(GOOD.replace("}", PAIR.replace("True", "False") + "}") + PAIR + "}"))
        .containsExactly(twice);
  }

  @Test
  void tellsTheOtherFaultsOfSuchAFile() {
    assertThat(faults(CLOSED_TOO_EARLY.replace("\"default\"", "\"my cluster\"")))
        .singleElement()
        .asString()
        .startsWith("MONITOR_ECS_CLUSTER: found \"my cluster\"; wanted ");
    assertThat(faults("{}" + PAIR + "}")).hasSize(7);
    assertThat(faults("{" + PAIR + "}" + PAIR + "}")).hasSize(8);
  }

  @Test
  void saysWhatStandsBehindTheObject() {
    assertThat(faults(CLOSED_TOO_EARLY.strip() + "}"))
        .containsExactly(
            "the file: found \"\\\"CLEAN_DASHBOARD\\\" : \\\"True\\\"}}\" after the object;"
                + " wanted one JSON object, as startCluster writes it");
  }
}
