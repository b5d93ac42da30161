package org.distributedmonitor.worker.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.cleanup.ExportOrder;

/**
 * What one export task is to export: the whole of an order, or one of its days.
 *
 * @param name what the names of its tasks begin with: alike at every try, so that what is done is
 *     found again
 * @param words how people are told of it, to be put behind the group's name; may be empty
 */
public record ExportPart(String name, String words, Instant from, Instant until) {

  private static final Duration DAY = Duration.ofDays(1);

  static ExportPart whole(ExportOrder order) {
    Instant least = order.from().plusMillis(1);
    Instant until = order.until().isBefore(least) ? least : order.until();
    return new ExportPart(order.taskName(), "", order.from(), until);
  }

  /**
   * The order in days of 24 hours from its beginning on; only the last may be shorter. AWS takes
   * both ends of a range for a part of it, so that neighbours share a millisecond: a message in it
   * is exported twice rather than not at all.
   */
  static List<ExportPart> days(ExportOrder order) {
    ExportPart whole = whole(order);
    long number = (Duration.between(whole.from, whole.until).toMillis() - 1) / DAY.toMillis() + 1;
    List<ExportPart> days = new ArrayList<>();
    for (int day = 1; day <= number; day++) {
      Instant from = whole.from.plus(DAY.multipliedBy(day - 1));
      Instant until = day == number ? whole.until : from.plus(DAY);
      String words = ", day " + day + " of " + number + ",";
      days.add(new ExportPart(whole.name + " day " + day, words, from, until));
    }
    return days;
  }

  /** As people are told of it, with the name of its group. */
  String title(ExportOrder order) {
    return order.group() + words;
  }
}
