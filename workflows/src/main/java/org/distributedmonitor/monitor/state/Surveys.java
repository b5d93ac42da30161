package org.distributedmonitor.monitor.state;

import java.time.Instant;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.survey.RunSurvey;

/** What of the run there is in AWS, as it was last seen, and when to look again. */
@Carried
public final class Surveys {

  private RunSurvey newest;

  /** A fleet was handed over that nobody has looked at yet: it may be another run's. */
  private boolean fleetUnseen = true;

  /** When to look again what of the run there is; null when nothing asks for it. */
  private Instant next;

  private int begun;

  /** Why the run could never be surveyed yet; null before several tries, and when it could. */
  private Problem problem;

  Surveys() {}

  Surveys(Instant first) {
    next = first;
  }

  /** Null before the first. */
  public RunSurvey newest() {
    return newest;
  }

  /** Whether a fleet was handed over that nobody has looked at yet: it may be another run's. */
  public boolean fleetUnseen() {
    return fleetUnseen;
  }

  /** When to look again; null when nothing asks for it. */
  public Instant next() {
    return next;
  }

  /** How many were begun since a fleet was last handed over. */
  public int begun() {
    return begun;
  }

  /** Why the run could never be surveyed yet; null before several tries, and when it could. */
  public Problem problem() {
    return problem;
  }

  public void askAt(Instant when) {
    next = when;
  }

  /** A fleet was handed over: all begins anew. */
  public void fleetHandedOver(Instant now) {
    fleetUnseen = true;
    next = now;
    begun = 0;
  }

  public void begin() {
    next = null;
    begun++;
  }

  /** One has ended, with or without a result; a fleet handed over meanwhile is still unseen. */
  public void ended() {
    fleetUnseen = next != null && begun == 0;
  }

  public void learn(RunSurvey seen) {
    newest = seen;
  }

  /** Whether there is a reason why none ever succeeded. */
  public void setProblem(Problem why) {
    problem = why;
  }
}
