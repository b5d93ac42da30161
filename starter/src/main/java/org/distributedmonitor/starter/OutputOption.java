package org.distributedmonitor.starter;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Locale;
import java.util.function.Supplier;
import org.distributedmonitor.temporal.Payloads;
import picocli.CommandLine.Option;

/** {@code -o}, which every command takes. */
final class OutputOption {

  /** What is written to standard output: for people, or for programs. */
  enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Durations are seconds: 60, not 6E+1. */
  static final ObjectMapper MAPPER =
      Payloads.mapper().configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);

  @Option(
      names = {"-o", "--output"},
      defaultValue = "TEXT",
      description = "text or json (default: text)",
      paramLabel = "FORMAT")
  private Format format;

  boolean json() {
    return format == Format.JSON;
  }

  /** One of them, as the only thing on standard output. */
  void print(Surroundings around, Supplier<JsonNode> json, Supplier<String> text) {
    if (json()) {
      print(around, json.get());
    } else {
      around.out().print(text.get());
    }
  }

  /** Over several lines, as the only thing on standard output. */
  void print(Surroundings around, JsonNode node) {
    around.out().println(written(node, true));
  }

  /** In one line, for those that print one thing after another. */
  void printLine(Surroundings around, JsonNode node) {
    around.out().println(written(node, false));
  }

  private static String written(JsonNode node, boolean lines) {
    try {
      return (lines ? MAPPER.writer(SerializationFeature.INDENT_OUTPUT) : MAPPER.writer())
          .writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree in memory could not be written", e);
    }
  }
}
