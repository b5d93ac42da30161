package org.distributedmonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepResult;

/**
 * When a step that is blocked is tried again by itself.
 *
 * <p>IAM takes minutes to agree with itself after a permission was given, and what costs money is
 * not left for an hour meanwhile. A fault of this program is better not repeated often; but the
 * fleets and the tasks that keep their machines busy wait for nothing that may be over by then.
 */
public final class RetryRule {

  /** In minutes of an hour that may be run through quickly. */
  private static final List<Integer> MONEY = List.of(1, 2, 5);

  private static final List<Integer> FAULT = List.of(1, 2, 5, 10, 60);

  private static final int MINUTES = 60;

  private RetryRule() {}

  /**
   * When it is to be tried again.
   *
   * @param hour how long what costs nothing waits
   */
  public static Instant nextTry(StepResult blocked, Duration hour) {
    return blocked.at().plus(pause(blocked, hour));
  }

  private static Duration pause(StepResult blocked, Duration hour) {
    Step step = blocked.step();
    boolean urgent = step == Step.CANCEL_FLEETS || step == Step.STOP_SERVICE;
    if (blocked.fault()) {
      return after(blocked.tries(), urgent ? MONEY : FAULT, hour);
    }
    return step.savesMoney() ? after(blocked.tries(), MONEY, hour) : hour;
  }

  /** The pause after so many faults in a row of what is never left for longer than 5 minutes. */
  public static Duration afterFaults(int faults) {
    return after(faults, MONEY, Duration.ofHours(1));
  }

  private static Duration after(int tries, List<Integer> minutes, Duration hour) {
    int at = Math.min(Math.max(tries, 1), minutes.size()) - 1;
    return hour.multipliedBy(minutes.get(at)).dividedBy(MINUTES);
  }
}
