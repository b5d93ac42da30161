package org.distributedmonitor.cleanup;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.run.Names;

/**
 * Puts together what is left, thing by thing, into groups of one kind and one reason. They come in
 * the same order whenever the same things are left, so that two looks can be compared. A part that
 * nobody could look at is a group for itself.
 */
public final class LeftoverGroups {

  private static final Comparator<Leftover> ORDER =
      comparing(Leftover::kind)
          .thenComparing(Leftover::kept)
          .thenComparing(Leftover::settling)
          .thenComparing(Leftover::reason)
          .thenComparing(left -> left.kind() == Kind.UNSEEN ? left.named() : "");

  private final Map<Leftover, Collection<String>> names = new TreeMap<>(ORDER);

  /** The groups of these, each of its things named. */
  public static LeftoverGroups of(Collection<Leftover> leftovers) {
    LeftoverGroups groups = new LeftoverGroups();
    leftovers.forEach(groups::add);
    return groups;
  }

  /** Takes things of which each is named. */
  public void add(Leftover left) {
    names.computeIfAbsent(left, first -> new TreeSet<>()).addAll(left.names());
  }

  /** The groups with all the names. */
  public List<Leftover> whole() {
    return grouped(new ArrayList<>(names.values()));
  }

  /** The groups with the first names of each kind. */
  public List<Leftover> shortened() {
    List<Collection<String>> first = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      first.addAll(
          Names.first(
              names.entrySet().stream()
                  .filter(group -> group.getKey().kind() == kind)
                  .map(Map.Entry::getValue)
                  .toList()));
    }
    return grouped(first);
  }

  private List<Leftover> grouped(List<? extends Collection<String>> named) {
    List<Leftover> groups = new ArrayList<>();
    for (Map.Entry<Leftover, Collection<String>> group : names.entrySet()) {
      Leftover like = group.getKey();
      groups.add(
          new Leftover(
              like.kind(),
              group.getValue().size(),
              List.copyOf(named.get(groups.size())),
              like.reason(),
              like.settling(),
              like.kept()));
    }
    return groups;
  }
}
