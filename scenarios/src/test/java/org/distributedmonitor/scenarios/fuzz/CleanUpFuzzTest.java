package org.distributedmonitor.scenarios.fuzz;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.WholeRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever of a run there is, in whatever state, with any one operation refused, with a stale file
 * and with a second run of its name: nothing of a neighbour is touched, everything permitted goes,
 * and everything that is left is named.
 *
 * <p>What somebody protects by a tag stays, and so does what it needs.
 *
 * <p>A seed chooses the story, see {@link Story}; a failure tells its seed. {@code
 * -Dfuzz.first=4711 -Dfuzz.seeds=1} plays that one again, {@code -Dfuzz.seeds=1000} a thousand.
 */
@Tag("slow")
@Timeout(60)
class CleanUpFuzzTest {

  /** A run as it should be does without these: machines left on, or that tell whose a fleet is. */
  private static final List<String> ONLY_IN_SOME =
      List.of("ec2:DescribeInstanceAttribute", "ec2:TerminateInstances");

  private static List<String> operations;

  @BeforeAll
  static void learnOperations() {
    operations =
        Stream.concat(WholeRun.operations().stream(), ONLY_IN_SOME.stream())
            .sorted()
            .distinct()
            .toList();
  }

  static LongStream seeds() {
    long first = Long.getLong("fuzz.first", 1);
    return LongStream.range(first, first + Long.getLong("fuzz.seeds", 50));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void endsWithNothingOfTheNeighbourTouchedAndEverythingLeftNamed(long seed) {
    Story story = StoryTeller.tell(seed, operations);
    try (MonitorHarness harness = new MonitorHarness(seed)) {
      StoryStage stage = new StoryStage(story, harness);
      StoryChecks checks = new StoryChecks(stage);
      StoryPlay play = new StoryPlay(stage);

      MonitorStatus first = play.start();
      checks.aStaleFileHasDoneNoHarm(first);
      play.cleanUpBegins();
      MonitorStatus rest = play.comesToRest();
      checks.neighboursAreWhole();
      checks.everythingLeftIsNamed(rest, play);
      checks.everythingPermittedIsGone(rest, play);
      checks.onlyTheConcernedIsBlocked(rest);
      checks.theProtectedStays(rest, play);
      checks.theNewerRunIsWhole(play);
      MonitorStatus end = play.isPutRight();
      checks.neighboursAreWhole();
      checks.theNewerRunIsWhole(play);
      checks.theProtectedStays(end, play);
      checks.everythingIsGone(end, play);
    } catch (AssertionError failure) {
      throw new AssertionError(failure.getMessage() + "\n\n" + story, failure);
    }
  }
}
