package org.distributedmonitor.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.distributedmonitor.temporal.Payloads;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What any release wrote is read for ever, and means what it meant. */
class SavedPayloadsTest {

  private static final ObjectMapper MAPPER = Payloads.mapper();

  /**
   * Fields added since a release, {@code Type.json: /path/to/field}, that are null in what it
   * wrote, and for which null says something.
   */
  private static final Set<String> NULL_SAYS_SOMETHING = Set.of();

  static List<Path> files() {
    return SavedPayloads.all();
  }

  static Stream<Class<?>> roots() {
    return Vocabulary.roots();
  }

  @ParameterizedTest
  @MethodSource("files")
  void isReadWithoutLossAndWithoutAGap(Path file) throws IOException {
    JsonNode then = MAPPER.readTree(Files.readString(file));

    Object read = MAPPER.treeToValue(then, typeOf(file));
    JsonNode now = MAPPER.readTree(MAPPER.writeValueAsString(read));

    List<String> lost = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    compare(file.getFileName() + ": ", then, now, lost, gaps);
    assertThat(lost).as("renamed, dropped or read as something else").isEmpty();
    assertThat(gaps).as("added without a default").isSubsetOf(NULL_SAYS_SOMETHING);
  }

  @ParameterizedTest
  @MethodSource("roots")
  void theNewestReleaseHasEach(Class<?> type) {
    List<Path> files = files();
    Path newest = files.get(files.size() - 1).getParent();

    assertThat(files)
        .as("src/test/resources/payloads/README.md says how one is added")
        .contains(SavedPayloads.fileOf(newest, type));
  }

  private static Class<?> typeOf(Path file) {
    String name = file.getFileName().toString().replace(".json", "");
    return Vocabulary.roots()
        .filter(type -> type.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is spoken no more"));
  }

  private static void compare(
      String path, JsonNode then, JsonNode now, List<String> lost, List<String> gaps) {
    if (!then.isContainerNode()) {
      if (!then.equals(now)) {
        lost.add(path + " was " + then + ", is " + now);
      }
      return;
    }
    for (int i = 0; i < then.size() && then.isArray(); i++) {
      compare(path + "/" + i, then.get(i), now.path(i), lost, gaps);
    }
    for (Map.Entry<String, JsonNode> field : then.properties()) {
      compare(path + "/" + field.getKey(), field.getValue(), now.path(field.getKey()), lost, gaps);
    }
    for (Map.Entry<String, JsonNode> field : now.properties()) {
      if (!then.has(field.getKey()) && field.getValue().isNull()) {
        gaps.add(path + "/" + field.getKey());
      }
    }
  }
}
