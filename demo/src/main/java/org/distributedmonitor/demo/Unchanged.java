package org.distributedmonitor.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares two dumps of a run that lives on: what its own machines and jobs change all the time is
 * left out, and the rest has to be the same to the letter.
 */
final class Unchanged {

  /** Jobs come and go, machines too, each with its alarm; a job writes logs. */
  private static final Pattern LIFE =
      Pattern.compile("(message |machine |log-stream |alarm .*AlarmName=\\S+_i-[0-9a-f]+,).*");

  /** What stands at the end of a queue's line. */
  private static final Pattern COUNTS = Pattern.compile(" QueueCounts\\[.*?]");

  private Unchanged() {}

  static Finding check(String before, String after) {
    Set<String> then = fixed(before);
    Set<String> now = fixed(after);
    List<String> differences = new ArrayList<>();
    then.stream().filter(line -> !now.contains(line)).forEach(it -> differences.add("was: " + it));
    now.stream().filter(line -> !then.contains(line)).forEach(it -> differences.add("is: " + it));
    boolean same = !then.isEmpty() && differences.isEmpty();
    return new Finding(
        same,
        same
            ? "To the letter as at the start: its " + kinds(then) + "."
            : "It is not what it was at the start. " + String.join(" ", differences));
  }

  private static Set<String> fixed(String dump) {
    return dump.lines()
        .filter(line -> !LIFE.matcher(line).matches())
        .map(line -> COUNTS.matcher(line).replaceAll(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String kinds(Set<String> lines) {
    return lines.stream()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .distinct()
        .map(kind -> kind.equals("object") ? "configuration" : kind.replace('-', ' '))
        .collect(Collectors.joining(", "));
  }
}
