package org.distributedmonitor.starter.text;

import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.WholeList;

/** What is still there, what costs money first; and what somebody keeps by a tag. */
final class Leftovers {

  private Leftovers() {}

  static void put(Page page, List<Leftover> leftovers, WholeList wholeList) {
    put(page, Tint.BAD, "Still there", leftovers.stream().filter(left -> !left.kept()).toList());
    put(page, Tint.DOUBT, "Kept by a tag", leftovers.stream().filter(Leftover::kept).toList());
    if (!wholeList.problem().isEmpty()) {
      page.bullet(wholeList.problem());
    } else if (!wholeList.location().isEmpty()
        && !leftovers.stream().allMatch(Leftover::allNamed)) {
      page.bullet("Every one is named in " + wholeList.location());
    }
  }

  private static void put(Page page, Tint tint, String title, List<Leftover> leftovers) {
    if (leftovers.isEmpty()) {
      return;
    }
    page.blank().headline(tint, title);
    leftovers.stream().filter(left -> left.kind().costsMoney()).forEach(left -> put(page, left));
    leftovers.stream().filter(left -> !left.kind().costsMoney()).forEach(left -> put(page, left));
  }

  private static void put(Page page, Leftover left) {
    boolean costs = left.kind().costsMoney();
    if (left.count() == 1) {
      page.bullet(left.told() + (costs ? " (costs money)" : "") + ": " + left.reason());
    } else {
      page.bullet(left.counted() + (costs ? " (cost money)" : "") + ": " + left.reason());
      page.item("  ", left.named());
    }
  }
}
