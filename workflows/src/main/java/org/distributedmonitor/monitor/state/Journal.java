package org.distributedmonitor.monitor.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.distributedmonitor.run.Counts;
import org.distributedmonitor.run.Happening;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Words;

/** What the monitor tells people: what happened, what is wrong, what it counted. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Journal {

  /** Enough to see how a run went; a state of some kilobytes is carried for weeks. */
  private static final int HAPPENINGS_KEPT = 30;

  /** More than anybody reads; only a run with very many fleets or machines comes to so many. */
  private static final int WARNINGS_KEPT = 30;

  /** The same of problems: what is wrong with fifty fleets is wrong with the others, too. */
  private static final int PROBLEMS_KEPT = 50;

  public List<Happening> happenings = new ArrayList<>();

  /** What is wrong while the run is watched; of a clean-up, its steps and leftovers tell. */
  public List<Problem> problems = new ArrayList<>();

  /** What went wrong at the last look at the fleets; the next look replaces it. */
  public List<Problem> fleetProblems = new ArrayList<>();

  public List<String> warnings = new ArrayList<>();
  int warningsDropped;

  /** What the last look at the machines warned of; the next one replaces it. */
  public List<String> machineWarnings = new ArrayList<>();

  /** The fleets of which the last closing look could not tell whose they are. */
  public List<String> unclearFleetIds = new ArrayList<>();

  public Counts counts = Counts.none();

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
}
