package org.distributedmonitor.payload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.temporal.Payloads;

/** What each release wrote, one sample of each, in {@code src/test/resources/payloads}. */
final class SavedPayloads {

  /** Maven runs tests in the module's directory. */
  private static final Path DIRECTORY = Path.of("src/test/resources/payloads");

  private static final ObjectMapper MAPPER =
      Payloads.mapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SavedPayloads() {}

  static List<Path> all() {
    try (Stream<Path> files = Files.walk(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where those of the version lie that is not released yet. */
  static Path underDevelopment() {
    return DIRECTORY.resolve(System.getProperty("monitor.version").replace("-SNAPSHOT", ""));
  }

  static Path fileOf(Path directory, Class<?> type) {
    return directory.resolve(type.getSimpleName() + ".json");
  }

  static void write(Path directory, Class<?> type) throws Exception {
    Files.createDirectories(directory);
    Files.writeString(
        fileOf(directory, type),
        MAPPER.writeValueAsString(Sample.of(type)) + System.lineSeparator());
  }
}
