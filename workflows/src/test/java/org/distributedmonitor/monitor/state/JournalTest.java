package org.distributedmonitor.monitor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.distributedmonitor.run.Problem;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Journal journal = new Journal();

  @Test
  void aProblemKeepsTheInstantItWasFirstSeenAt() {
    journal.setProblems(List.of(problem(1, NOON), problem(2, NOON)));

    journal.setProblems(
        List.of(problem(2, NOON.plusSeconds(60)), problem(3, NOON.plusSeconds(60))));

    assertThat(journal.problems())
        .containsExactly(problem(2, NOON), problem(3, NOON.plusSeconds(60)));
  }

  /** Each was once compared with each: ten thousand took the workflow's thread for seconds. */
  @Test
  void carriesTheFirstOfVeryMany() {
    journal.setProblems(problems(10_000, NOON));
    journal.setProblems(problems(10_000, NOON.plusSeconds(60)));

    assertThat(journal.problems()).hasSize(50).allMatch(problem -> problem.since().equals(NOON));
  }

  private static List<Problem> problems(int count, Instant since) {
    return IntStream.range(0, count).mapToObj(number -> problem(number, since)).toList();
  }

  private static Problem problem(int number, Instant since) {
    return new Problem("Problem " + number, "Do something.", since);
  }
}
