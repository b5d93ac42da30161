package org.distributedmonitor.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.simulator.Happening;
import org.distributedmonitor.starter.text.Spans;

/** How long machines were paid for after there was nothing left to do. */
final class Cost {

  private Cost() {}

  static Finding check(List<Happening> happenings, String fleetId, Instant lastJob) {
    // A fleet becomes "cancelled", without more words, when its last machine has ended.
    Optional<Instant> end =
        happenings.stream()
            .filter(happening -> happening.text().equals("fleet " + fleetId + " cancelled"))
            .map(Happening::at)
            .findFirst();
    if (end.isEmpty() || lastJob == null) {
      return new Finding(false, "The last machine has not ended.");
    }
    String after = Spans.words(Duration.between(lastJob, end.get()));
    return new Finding(true, "The last machine ended " + after + " after the last job.");
  }
}
