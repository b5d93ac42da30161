package org.distributedmonitor.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Names as people are told them. A run can have ten thousand machines, and what a monitor carries,
 * answers and is told must stay small: the first names, and how many more there are.
 */
public final class Names {

  /** As many names are told of one kind. */
  public static final int MOST = 50;

  private static final int FEW = 3;

  /** Enough for so many fleets; of alarms, whose names can be six times as long, it is a few. */
  private static final int MOST_LETTERS = 2_500;

  private Names() {}

  /** The names as a sentence tells them, such as {@code a, b and 9,998 more}. */
  public static String told(Collection<String> names) {
    return told(first(names), names.size());
  }

  /**
   * The same where only the first names are known.
   *
   * @param first the first names
   * @param count how many there are in all
   */
  public static String told(List<String> first, int count) {
    List<String> shown = new ArrayList<>();
    int letters = 0;
    for (String name : first) {
      letters += name.length() + 2;
      if (letters > MOST_LETTERS) {
        break;
      }
      shown.add(name);
    }
    String named = String.join(", ", shown);
    int more = count - shown.size();
    if (more <= 0) {
      return named;
    }
    return named.isEmpty()
        ? String.format(Locale.ROOT, "%,d", more)
        : named + String.format(Locale.ROOT, " and %,d more", more);
  }

  /** A few of the names, where they are only to give an idea. */
  public static String few(List<String> names) {
    return told(names.stream().limit(FEW).toList(), names.size());
  }

  /** The first names, so many as are told. */
  public static List<String> first(Collection<String> names) {
    return names.stream().limit(MOST).toList();
  }

  /**
   * The first names of several groups, so many in all as are told. Each group has its turn, so that
   * a single name does not get lost beside thousands.
   *
   * @return a list for each group, in the groups' order
   */
  public static List<List<String>> first(List<? extends Collection<String>> groups) {
    List<List<String>> all = new ArrayList<>();
    List<List<String>> first = new ArrayList<>();
    for (Collection<String> group : groups) {
      all.add(List.copyOf(group));
      first.add(new ArrayList<>());
    }
    int room = MOST;
    for (int round = 0; round < MOST && room > 0; round++) {
      for (int i = 0; i < all.size() && room > 0; i++) {
        if (round < all.get(i).size()) {
          first.get(i).add(all.get(i).get(round));
          room--;
        }
      }
    }
    return first;
  }
}
