package org.distributedmonitor.monitor.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;

/** What the monitor was started for, and what later starts of the run have made of it. */
@Carried
public final class Assignment {

  private Run run;
  private Timing timing = Timing.standard();
  private int jobsPerMachine = 1;
  private String startId = "";
  private Instant since;
  private String successor = "";
  private List<String> newerFleetIds = new ArrayList<>();

  Assignment() {}

  public Assignment(Run run, Timing timing, int jobsPerMachine, String startId, Instant now) {
    this.run = run;
    this.timing = timing;
    this.jobsPerMachine = jobsPerMachine;
    this.startId = startId;
    this.since = now;
  }

  public Run run() {
    return run;
  }

  public Timing timing() {
    return timing;
  }

  /** How many jobs a machine works on at once. */
  public int jobsPerMachine() {
    return jobsPerMachine;
  }

  /** The start that began the monitor. */
  public String startId() {
    return startId;
  }

  /** When the monitor was begun. */
  public Instant since() {
    return since;
  }

  /** The workflow id of the monitor of the newer run of this name; empty while there is none. */
  public String successor() {
    return successor;
  }

  public boolean hasSuccessor() {
    return !successor.isEmpty();
  }

  /** The fleets that starts of the newer run have brought. */
  public List<String> newerFleetIds() {
    return Collections.unmodifiableList(newerFleetIds);
  }

  /** When an empty queue is an empty run, as far as the queue is known. */
  public EmptyRule emptyRule(QueueMemory queue) {
    return new EmptyRule(
        timing, queue.jobSeen(), run.startTime(), since, queue.deadLettersGrewAt());
  }

  /** A later start has told more of the run. */
  public void learn(Run known) {
    run = known;
  }

  /** Every start of the newer run, whichever file it brings, goes to one and the same monitor. */
  public void handOver(String monitor, Collection<String> fleetIds) {
    successor = hasSuccessor() ? successor : monitor;
    fleetIds.stream().filter(id -> !newerFleetIds.contains(id)).forEach(newerFleetIds::add);
  }
}
