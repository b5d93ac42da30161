package org.distributedmonitor.testkit;

import io.temporal.activity.ActivityInfo;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Has attempts of activities go wrong that somebody chooses, and remembers all that were begun. */
public final class Meddling extends Attempts {

  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private volatile Predicate<Attempt> chosen = attempt -> false;
  private volatile Supplier<RuntimeException> wrong;

  /** One attempt of an activity. */
  public record Attempt(String type, String activityId, int number) {}

  /** From now on these go wrong so, without coming to the activity itself. */
  public void spoil(Predicate<Attempt> which, Supplier<RuntimeException> how) {
    wrong = how;
    chosen = which;
  }

  public void spoil(String type, Supplier<RuntimeException> how) {
    spoil(attempt -> attempt.type().equals(type), how);
  }

  public void mend() {
    chosen = attempt -> false;
  }

  public List<Attempt> attemptsOf(String type) {
    return attempts.stream().filter(attempt -> attempt.type().equals(type)).toList();
  }

  @Override
  protected void begun(ActivityInfo info) {
    Attempt attempt = new Attempt(info.getActivityType(), info.getActivityId(), info.getAttempt());
    attempts.add(attempt);
    if (chosen.test(attempt)) {
      throw wrong.get();
    }
  }
}
