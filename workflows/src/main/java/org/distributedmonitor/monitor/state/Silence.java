package org.distributedmonitor.monitor.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Words;
import org.distributedmonitor.workflow.Clock;

/**
 * Keeps count of what nothing is heard of. Temporal tells a workflow neither that an activity was
 * paused nor that its attempts time out or cannot read what they are given: such an activity is
 * silent for ever, and all would seem well.
 *
 * <p>A reading that is silent is begun anew without a word, as that often is all that is needed; a
 * person is told when that has not helped. A step that changes things is never begun a second time
 * for this; a person is told at once.
 */
public final class Silence {

  /** A timer that is handled so much too late was waited for by no worker. */
  private static final Duration LATE = Duration.ofSeconds(30);

  private final Map<String, Instant> begunAnew = new TreeMap<>();
  private final Map<String, Problem> told = new TreeMap<>();

  /** Whether no worker ran when a timer went off: what was silent then is nobody's fault. */
  public static boolean noWorkerRan(Instant due) {
    return Clock.now().isAfter(due.plus(LATE));
  }

  /**
   * A reading was silent and is begun anew.
   *
   * @param what the reading, for people, such as {@code The queue}
   * @param since since when nothing was heard of it
   */
  public void beginsAnew(String what, Instant since) {
    begunAnew.putIfAbsent(what, since);
  }

  /** It was begun anew, and is silent all the same. */
  public void tell(String what) {
    if (begunAnew.containsKey(what)) {
      told.putIfAbsent(
          what,
          new Problem(
              what
                  + " has not been read since "
                  + Words.time(begunAnew.get(what))
                  + ": the activity for it does not report, though it was begun anew.",
              "Look at the run's pending activities in the Web UI: one may be paused (`temporal"
                  + " activity unpause`), or the worker's log says what fails. It is begun anew by"
                  + " itself again and again.",
              begunAnew.get(what)));
    }
  }

  /** Whether it was begun anew and has not been heard of since. */
  public boolean anew(String what) {
    return begunAnew.containsKey(what);
  }

  /** A step has been under way for longer than it ever takes. */
  public void overdue(String step, Instant since) {
    told.put(
        step,
        new Problem(
            step + " is not done yet, though it was begun at " + Words.time(since) + ".",
            "It goes on by itself. `starter status` says what it waits for; it may be paused (see"
                + " the run's pending activities in the Web UI, and `temporal activity unpause`)."
                + " `starter retry` begins it anew.",
            since));
  }

  /** It was heard of. */
  public void ended(String what) {
    begunAnew.remove(what);
    told.remove(what);
  }

  public boolean overdue(String step) {
    return told.containsKey(step);
  }

  /** What people have to know. */
  public List<Problem> problems() {
    return new ArrayList<>(told.values());
  }
}
