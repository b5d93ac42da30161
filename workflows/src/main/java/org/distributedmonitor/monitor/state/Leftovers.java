package org.distributedmonitor.monitor.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.LeftSince;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.WholeList;

/** What is left of the run, as it was last seen, and when to look again. */
@Carried
public final class Leftovers {

  private List<Leftover> all = new ArrayList<>();

  /** The file in which all that is left is named. */
  private WholeList wholeList = WholeList.none();

  /** Since when something of a kind is left. */
  private List<LeftSince> since = new ArrayList<>();

  /** The fleets of which the last look could not tell whose they are. */
  private List<String> unclearFleetIds = new ArrayList<>();

  private Instant nextLook;

  public List<Leftover> all() {
    return Collections.unmodifiableList(all);
  }

  public Stream<Leftover> stream() {
    return all.stream();
  }

  /** The file in which all that is left is named. */
  public WholeList wholeList() {
    return wholeList;
  }

  /** The fleets of which the last look could not tell whose they are. */
  public List<String> unclearFleetIds() {
    return Collections.unmodifiableList(unclearFleetIds);
  }

  /** When it is looked again whether anything is left; null while nothing waits for that. */
  public Instant nextLook() {
    return nextLook;
  }

  public void lookAt(Instant when) {
    nextLook = when;
  }

  /** Since when something of this kind is left; if nothing was, this. */
  public Instant since(Leftover.Kind kind, Instant otherwise) {
    return since.stream()
        .filter(left -> left.kind() == kind)
        .findFirst()
        .map(LeftSince::since)
        .orElse(otherwise);
  }

  /** What a look has found. */
  public void take(ClosingLook seen, Instant now) {
    replace(seen.leftovers(), now);
    wholeList = seen.wholeList();
    unclearFleetIds = new ArrayList<>(seen.unclearFleetIds());
  }

  /** This is left of the run, as of now. */
  public void replace(List<Leftover> left, Instant now) {
    all = new ArrayList<>(left);
    since =
        left.stream()
            .map(Leftover::kind)
            .distinct()
            .map(kind -> new LeftSince(kind, since(kind, now)))
            .collect(Collectors.toCollection(ArrayList::new));
  }

  void clear(Instant now) {
    replace(List.of(), now);
    wholeList = WholeList.none();
  }
}
