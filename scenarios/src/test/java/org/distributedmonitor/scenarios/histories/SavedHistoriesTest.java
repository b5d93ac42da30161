package org.distributedmonitor.scenarios.histories;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that began under any release go on under this code. A failure here means that a worker of
 * this code would leave them standing: undo the change, or put it behind {@code
 * Workflow.getVersion}.
 */
@Timeout(60)
class SavedHistoriesTest {

  private static final long LARGEST = 500_000;

  /** What a worker or a client calls itself by itself: its process and its host. */
  private static final Pattern IDENTITY = Pattern.compile("\"identity\": *\"([^\"]*)\"");

  private static Replay replay;

  @BeforeAll
  static void begin() {
    replay = new Replay();
  }

  @AfterAll
  static void end() {
    replay.close();
  }

  static List<Path> files() {
    return SavedHistories.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void isReplayed(Path file) {
    WorkflowExecutionHistory history = SavedHistories.read(file);

    replay.of(history);
  }

  @ParameterizedTest
  @MethodSource("files")
  void isSmallAndTellsNothingOfTheMachineThatWroteIt(Path file) throws IOException {
    String text = Files.readString(file);

    assertThat(text.length()).isLessThan((int) LARGEST);
    assertThat(IDENTITY.matcher(text).results().map(found -> found.group(1)))
        .isNotEmpty()
        .allMatch(MonitorHarness.IDENTITY::equals);
  }

  @ParameterizedTest
  @EnumSource
  void theNewestReleaseHasEach(Scenario scenario) {
    List<Path> files = files();
    Path newest = files.get(files.size() - 1).getParent();

    assertThat(files)
        .as("src/test/resources/histories/README.md says how one is added")
        .filteredOn(file -> file.getParent().equals(newest))
        .anyMatch(scenario::isIn);
  }
}
