package org.distributedmonitor.monitor.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.distributedmonitor.run.Counts;
import org.distributedmonitor.run.Happening;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Words;

/** What the monitor tells people: what happened, what is wrong, what it counted. */
@Carried
public final class Journal {

  /** Enough to see how a run went; a state of some kilobytes is carried for weeks. */
  private static final int HAPPENINGS_KEPT = 30;

  /** More than anybody reads; only a run with very many fleets or machines comes to so many. */
  private static final int WARNINGS_KEPT = 30;

  /** The same of problems: what is wrong with fifty fleets is wrong with the others, too. */
  private static final int PROBLEMS_KEPT = 50;

  private List<Happening> happenings = new ArrayList<>();

  /** What is wrong while the run is watched; of a clean-up, its steps and leftovers tell. */
  private List<Problem> problems = new ArrayList<>();

  /** What went wrong at the last look at the fleets; the next look replaces it. */
  private List<Problem> fleetProblems = new ArrayList<>();

  private List<String> warnings = new ArrayList<>();
  private int warningsDropped;

  /** What the last look at the machines warned of; the next one replaces it. */
  private List<String> machineWarnings = new ArrayList<>();

  private Counts counts = Counts.none();

  public void note(Instant now, String what) {
    happenings.add(new Happening(now, what));
    if (happenings.size() > HAPPENINGS_KEPT) {
      happenings.remove(0);
    }
  }

  /** Replaces the problems; one that was there before keeps the instant it was first seen at. */
  public void setProblems(List<Problem> now) {
    Map<String, Problem> known = new LinkedHashMap<>();
    problems.forEach(problem -> known.putIfAbsent(problem.what(), problem));
    problems =
        now.stream()
            .limit(PROBLEMS_KEPT)
            .map(problem -> known.getOrDefault(problem.what(), problem))
            .collect(Collectors.toCollection(ArrayList::new));
  }

  public void warn(String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
      if (warnings.size() > WARNINGS_KEPT) {
        warnings.remove(0);
        warningsDropped++;
      }
    }
  }

  /** What was warned of is so no more. */
  public void withdraw(String warning) {
    warnings.remove(warning);
  }

  /** The warnings as people are to read them, oldest first. */
  public List<String> warningsTold() {
    List<String> told = new ArrayList<>();
    if (warningsDropped > 0) {
      told.add(
          Words.count(warningsDropped, "earlier warning")
              + (warningsDropped == 1 ? " is" : " are")
              + " no longer kept.");
    }
    told.addAll(warnings);
    return told;
  }

  public List<Happening> happenings() {
    return Collections.unmodifiableList(happenings);
  }

  /** What is wrong while the run is watched. */
  public List<Problem> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** What went wrong at the last look at the fleets. */
  public List<Problem> fleetProblems() {
    return Collections.unmodifiableList(fleetProblems);
  }

  public void setFleetProblems(List<Problem> now) {
    fleetProblems = new ArrayList<>(now);
  }

  /** What the last look at the machines warned of. */
  public List<String> machineWarnings() {
    return Collections.unmodifiableList(machineWarnings);
  }

  public void setMachineWarnings(List<String> now) {
    machineWarnings = new ArrayList<>(now);
  }

  public Counts counts() {
    return counts;
  }

  /** Counts more. */
  public void count(UnaryOperator<Counts> more) {
    counts = more.apply(counts);
  }
}
