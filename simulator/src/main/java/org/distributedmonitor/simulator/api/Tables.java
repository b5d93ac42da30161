package org.distributedmonitor.simulator.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Tables as text: a row a line, cells between bars, {@code #} before what explains them. */
final class Tables {

  private Tables() {}

  static List<List<String>> rows(String resource, int columns) {
    try (InputStream file = Tables.class.getResourceAsStream(resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> cells(line, columns))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A cell's text; a dash is none. */
  static String text(String cell) {
    return cell.equals("-") ? "" : cell;
  }

  private static List<String> cells(String line, int columns) {
    List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
    if (cells.size() != columns) {
      throw new IllegalStateException(columns + " cells are wanted in: " + line);
    }
    return cells;
  }
}
