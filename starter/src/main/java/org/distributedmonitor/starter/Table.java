package org.distributedmonitor.starter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedmonitor.client.monitors.Row;
import org.distributedmonitor.starter.text.Page;
import org.distributedmonitor.starter.text.Spans;
import org.distributedmonitor.starter.text.Tint;

/** The monitors of a list, and under them what is wrong with some. */
record Table(List<Row> rows, Spans spans, String command) {

  /** Of sentences under the table; a server on which all are wrong may hold very many. */
  private static final int SENTENCES = 20;

  private static final int NAMES = 5;
  private static final int GAP = 2;

  /** Columns as wide as what is in them; a line is never broken. */
  String lines() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("RUN", "PHASE", "READ", "SINCE", "ENDED"));
    for (Row row : rows) {
      String ended = row.ended() == null ? "" : spans.at(row.ended());
      lines.add(List.of(row.app(), row.told(), read(row), spans.at(row.since()), ended));
    }
    StringBuilder table = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        text.append(Page.padded(line.get(column), width(lines, column)));
      }
      table.append(text.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0) + GAP;
  }

  private String read(Row row) {
    if (!row.running()) {
      return "";
    }
    boolean known = row.standing() != null && row.standing().read() != null;
    return known ? spans.ago(row.standing().read()) : "-";
  }

  /** A sentence for each thing that a worker fails on, and for each monitor that was cut off. */
  void sentences(Page page) {
    List<String> sentences = new ArrayList<>();
    failing().forEach((cause, apps) -> sentences.add(failing(cause, apps)));
    Set<String> seen = new HashSet<>();
    for (Row row : rows) {
      // The newest first: what befell an older monitor of a run is of no concern any more.
      if (seen.add(row.app()) && row.cutOff() != null) {
        sentences.add(cutOff(row));
      }
    }
    if (!sentences.isEmpty()) {
      page.blank();
    }
    sentences.stream().limit(SENTENCES).forEach(one -> page.item("!", one, Tint.BAD));
    if (sentences.size() > SENTENCES) {
      page.item("!", "and " + (sentences.size() - SENTENCES) + " more", Tint.BAD);
    }
  }

  /** A worker that fails usually does so on many runs, and in one way. */
  private Map<String, List<String>> failing() {
    Map<String, List<String>> failing = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.standing() != null && row.standing().workerFails() != null) {
        failing
            .computeIfAbsent(row.standing().workerFails(), cause -> new ArrayList<>())
            .add(row.app());
      }
    }
    return failing;
  }

  private static String failing(String cause, List<String> apps) {
    String them = String.join(", ", apps.subList(0, Math.min(NAMES, apps.size())));
    String more = apps.size() > NAMES ? " and " + (apps.size() - NAMES) + " more" : "";
    return them + more + ": the worker fails on " + (apps.size() == 1 ? "it: " : "them: ") + cause;
  }

  private String cutOff(Row row) {
    return row.app()
        + " "
        + row.cutOff()
        + " at "
        + spans.at(row.ended())
        + ": nobody watches this run, and its machines may be on; \""
        + command
        + " start --file FILE\" watches it again";
  }
}
