package org.distributedmonitor.worker.plan;

import io.temporal.failure.ApplicationFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.plan.Unseen;

/** Collects what could not be looked at; each refused operation once, however often it is met. */
final class Unseens implements Consumer<ApplicationFailure> {

  private static final String LATER =
      "Plan again in a minute; if it stays so, see the worker's credentials and its way to AWS.";

  private final Map<String, Unseen> found = new LinkedHashMap<>();

  @Override
  public void accept(ApplicationFailure failure) {
    Unseen unseen = unseen(failure);
    String key = unseen.operation().isEmpty() ? unseen.why() : unseen.operation();
    found.putIfAbsent(key, unseen);
  }

  List<Unseen> found() {
    return List.copyOf(found.values());
  }

  static Unseen unseen(ApplicationFailure failure) {
    String why = failure.getOriginalMessage();
    Refusal refusal =
        FailureType.REFUSED.name().equals(failure.getType())
            ? failure.getDetails().get(Refusal.class)
            : null;
    return refusal == null
        ? new Unseen("", why, LATER)
        : new Unseen(refusal.operation(), why, refusal.remedy());
  }
}
