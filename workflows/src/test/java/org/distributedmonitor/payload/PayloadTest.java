package org.distributedmonitor.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.temporal.Payloads;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that goes through Temporal comes back as it was, and is read by older and by newer
 * versions than the one that wrote it.
 */
class PayloadTest {

  private static final ObjectMapper MAPPER = Payloads.mapper();

  /**
   * Written by the first release already, and by each since; nothing can be done without them. What
   * is added later cannot be required: a state from before has no such field.
   */
  private static final Set<String> REQUIRED =
      Set.of(
          "AutoMonitor.folder",
          "CleanupOrder.frozen",
          "CleanupOrder.run",
          "ExportOrder.group",
          "ExportOrder.run",
          "Finding.what",
          "FleetRecord.fleetId",
          "FolderOrder.folder",
          "FrozenRun.at",
          "Handover.registration",
          "Handover.workflowId",
          "MonitorRequest.run",
          "PlanOrder.run",
          "Preflight.at",
          "PreflightOrder.run",
          "Prospect.name",
          "Prospect.would",
          "Run.app",
          "Run.bucket",
          "Run.cluster",
          "Run.logGroup",
          "Run.queue",
          "Run.startTime",
          "StepOutcome.kind",
          "TrackedFile.name",
          "TrackedFile.state");

  /** Null until it was asked which search attributes the namespace has. */
  private static final Set<String> NULL_SAYS_SOMETHING = Set.of("attributes");

  static Stream<Class<?>> structures() {
    return Vocabulary.structures();
  }

  static Stream<Class<?>> enums() {
    return Vocabulary.enums();
  }

  @ParameterizedTest
  @MethodSource("structures")
  void comesBackAsItWas(Class<?> type) throws Exception {
    JsonNode written = written(type);

    assertThat(MAPPER.<JsonNode>valueToTree(read(written, type))).isEqualTo(written);
  }

  /** A helper whose name begins with {@code is} or {@code get} would be written, and not read. */
  @ParameterizedTest
  @MethodSource("structures")
  void isWrittenWholeAndWithNothingElse(Class<?> type) throws Exception {
    List<String> names = new ArrayList<>();
    written(type).fieldNames().forEachRemaining(names::add);

    assertThat(names).containsExactlyInAnyOrderElementsOf(Vocabulary.parts(type).keySet());
  }

  @ParameterizedTest
  @MethodSource("structures")
  void anOlderVersionIgnoresTheFieldsOfANewerOne(Class<?> type) throws Exception {
    JsonNode written = written(type);
    JsonNode newer = written.deepCopy();
    structuresIn(newer).forEach(part -> part.putObject("addedLater").put("some", "thing"));

    assertThat(MAPPER.<JsonNode>valueToTree(read(newer, type))).isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("structures")
  void aNewerVersionDoesWithoutTheFieldsThatAnOlderOneDidNotHave(Class<?> type) throws Exception {
    for (String part : Vocabulary.parts(type).keySet()) {
      ObjectNode older = written(type);
      older.remove(part);

      if (REQUIRED.contains(type.getSimpleName() + "." + part)) {
        assertThatThrownBy(() -> read(older, type)).hasMessageContaining(part);
      } else {
        assertThatCode(() -> read(older, type)).as(part).doesNotThrowAnyException();
      }
    }
  }

  /** A list is never null: what loops over it does not ask. */
  @ParameterizedTest
  @MethodSource("structures")
  void aListThatAnOlderVersionDidNotHaveIsEmpty(Class<?> type) throws Exception {
    for (String part : Vocabulary.parts(type).keySet()) {
      ObjectNode older = written(type);
      if (older.get(part).isArray() && !NULL_SAYS_SOMETHING.contains(part)) {
        older.remove(part);
        JsonNode back = MAPPER.valueToTree(read(older, type));
        assertThat(back.path(part)).as(part).allMatch(element -> false);
        assertThat(back.path(part).isNull()).as(part).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("enums")
  void aConstantOfANewerVersionIsReadAsTheMostCarefulOne(Class<?> type) throws Exception {
    Object read = MAPPER.readValue("\"ADDED_LATER\"", type);

    if (type == Step.class) {
      assertThat(read).isNull();
    } else {
      assertThat(read).isNotNull().isEqualTo(mostCareful(type));
    }
  }

  @ParameterizedTest
  @MethodSource("structures")
  void isReadWithConstantsOfANewerVersionInIt(Class<?> type) throws Exception {
    Set<String> constants =
        Vocabulary.enums().map(Sample::constant).map(Object::toString).collect(Collectors.toSet());
    JsonNode newer = written(type);
    for (ObjectNode part : structuresIn(newer)) {
      for (String name : names(part)) {
        if (part.get(name).isTextual() && constants.contains(part.get(name).asText())) {
          part.set(name, TextNode.valueOf("ADDED_LATER"));
        }
        if (constants.contains(name)) {
          part.set("ADDED_LATER", part.remove(name));
        }
      }
    }

    assertThatCode(() -> MAPPER.valueToTree(read(newer, type))).doesNotThrowAnyException();
  }

  static Object mostCareful(Class<?> type) throws IllegalAccessException {
    for (var field : type.getFields()) {
      if (field.isAnnotationPresent(JsonEnumDefaultValue.class)) {
        return field.get(null);
      }
    }
    throw new AssertionError(type + " does not say what an unknown constant of it is read as");
  }

  private static ObjectNode written(Class<?> type) throws ReflectiveOperationException {
    return MAPPER.valueToTree(Sample.of(type));
  }

  private static Object read(JsonNode written, Class<?> type) throws IOException {
    return MAPPER.treeToValue(written, type);
  }

  /** Every object in the tree, the maps of steps among them. */
  private static List<ObjectNode> structuresIn(JsonNode tree) {
    List<ObjectNode> found = new ArrayList<>();
    if (tree instanceof ObjectNode structure) {
      found.add(structure);
    }
    tree.forEach(part -> found.addAll(structuresIn(part)));
    return found;
  }

  private static List<String> names(ObjectNode structure) {
    List<String> names = new ArrayList<>();
    structure.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
