package org.distributedmonitor.acceptance.drills;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The random drill: each seed tells what befalls one run, and when. Some runs go on at the same
 * time at one site, so that each lives through the disasters of the others, too.
 *
 * <p>{@code -Ddrill.first=N -Ddrill.seeds=N} choose the seeds, {@code -Ddrill.together=N} how many
 * share a site: a batch is told again by its first seed and its number of seeds.
 */
@Tag("drill")
@Timeout(1200)
@Execution(ExecutionMode.CONCURRENT)
class RandomDrillIT {
  private static final int FIRST = Integer.getInteger("drill.first", 1);
  private static final int SEEDS = Integer.getInteger("drill.seeds", 8);
  private static final int TOGETHER = Integer.getInteger("drill.together", 8);

  @ParameterizedTest(name = "seeds {0} to {1}")
  @MethodSource("batches")
  void endsWell(int first, int last) {
    List<Story> stories = IntStream.rangeClosed(first, last).mapToObj(Story::of).toList();
    stories.forEach(System.out::println);
    String name = "seeds-" + first + "-" + last;
    try (Site site =
        new Site(RandomDrillIT.class, name, Site.MOST_WORKERS, stories.get(0).plan())) {
      Together.all(stories, story -> story.happen(site));
      site.assertNeighboursAreWhole();
    }
  }

  static List<Object[]> batches() {
    int end = FIRST + SEEDS;
    return IntStream.iterate(FIRST, first -> first < end, first -> first + TOGETHER)
        .mapToObj(first -> new Object[] {first, Math.min(first + TOGETHER, end) - 1})
        .toList();
  }
}
