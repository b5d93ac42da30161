package org.distributedmonitor.scenarios.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.simulator.RunSpec;

/**
 * What happens to a run in one play of {@link CleanUpFuzzTest}, chosen by a seed.
 *
 * @param lived how long the run goes on before anything is done to it
 * @param deeds what somebody does to it before its monitor starts
 * @param lateDeeds which of these are done the moment before the start; the others some minutes
 *     earlier, so that AWS is through with them
 * @param borrowedAlarm whether the first neighbour's machine has an alarm that bears the run's name
 * @param finishes whether a person who is told that jobs remain cleans up, or hands over the file
 * @param keeps what somebody protects by a tag before the monitor starts, as far as it is there
 * @param volumes how many volumes of the run's name no machine uses
 */
record Story(
    long seed,
    RunSpec run,
    List<RunSpec> neighbours,
    boolean borrowedAlarm,
    Duration lived,
    List<Deed> deeds,
    List<Deed> lateDeeds,
    MonitorFile file,
    Trouble trouble,
    Again again,
    boolean finishes,
    List<Keep> keeps,
    int volumes) {

  static final String APP = "Plates";

  /** What somebody does to one of the run's resources. */
  enum Deed {
    DRAIN("all jobs are done"),
    PURGE("the queue is purged"),
    DELETE_QUEUE("the queue is deleted"),
    STOP_SERVICE("the service is set to no tasks"),
    DELETE_SERVICE("the service is deleted"),
    CANCEL_FLEET("the fleet is cancelled with its machines"),
    CANCEL_FLEET_ONLY("the fleet is cancelled and its machines are left on"),
    RAISE_FLEET("the fleet is given one machine more"),
    LOWER_FLEET("the fleet is lowered to one machine"),
    ANOTHER_FLEET("another fleet is started, which the file names too"),
    UNKNOWN_FLEET("another fleet is started, which the file does not name"),
    DELETE_SOME_ALARMS("every other alarm is deleted"),
    DELETE_ALARMS("all alarms are deleted"),
    DELETE_JOB_LOGS("the log group of the jobs is deleted"),
    DELETE_MACHINE_LOGS("the log group of the machines is deleted"),
    DELETE_DASHBOARD("the dashboard is deleted"),
    DEREGISTER_NEWEST("the newest task definition is deregistered"),
    DEREGISTER_ALL("every task definition is deregistered"),
    DELETE_CLUSTER("the cluster is deleted, if AWS lets it be");

    private final String words;

    Deed(String words) {
      this.words = words;
    }
  }

  /** What somebody protects by a tag. */
  enum Keep {
    FLEET("the newest fleet"),
    MACHINE("a machine"),
    QUEUE("the queue"),
    SERVICE("the service"),
    TASK_DEFINITION("the newest task definition"),
    CLUSTER("the cluster"),
    ALARM("a machine's alarm"),
    QUEUE_ALARM("an alarm on the queue"),
    DASHBOARD("the dashboard"),
    VOLUME("a volume");

    private final String words;

    Keep(String words) {
      this.words = words;
    }
  }

  /** What the monitor file says. */
  enum MonitorFile {
    RIGHT("is right"),
    UNKNOWN_FLEET("names a fleet that there is not"),
    NEIGHBOURS_FLEET("names a neighbour's fleet"),
    OLDER_START("tells an older start");

    private final String words;

    MonitorFile(String words) {
      this.words = words;
    }
  }

  /**
   * One operation that does not do as it should.
   *
   * @param fromTheStart whether from the monitor's start, else once the clean-up has begun
   */
  record Trouble(Kind kind, String operation, int times, boolean fromTheStart) {

    enum Kind {
      NONE,
      REFUSED,
      THROTTLED,
      ANSWER_LOST
    }

    boolean refuses() {
      return kind == Kind.REFUSED;
    }

    private String words() {
      String when = fromTheStart ? "from the start" : "from the clean-up on";
      return switch (kind) {
        case NONE -> "AWS obeys.";
        case REFUSED -> operation + " is refused " + when + ".";
        case THROTTLED -> operation + " is throttled " + times + " times " + when + ".";
        case ANSWER_LOST ->
            "The answer of " + operation + " is lost " + times + " times " + when + ".";
      };
    }
  }

  /**
   * A second run of the same name.
   *
   * @param minutes how long after the clean-up began it is set up
   */
  record Again(int minutes, boolean started) {}

  boolean did(Deed deed) {
    return deeds.contains(deed);
  }

  boolean ownCluster() {
    return run.cluster().equals(APP);
  }

  @Override
  public String toString() {
    List<String> told = new ArrayList<>(List.of("Seed " + seed + "."));
    told.add("The run is " + run + ".");
    neighbours.forEach(
        it ->
            told.add(
                it.app()
                    + " with "
                    + it.machines()
                    + " machines uses cluster "
                    + it.cluster()
                    + "."));
    if (borrowedAlarm) {
      told.add("A machine of " + neighbours.get(0).app() + " has an alarm of the run's name.");
    }
    told.add("The run goes on for " + lived.toMinutes() + " min.");
    deeds.forEach(deed -> told.add((lateDeeds.contains(deed) ? "Now " : "") + deed.words + "."));
    if (volumes > 0) {
      told.add(volumes + " volumes of the run's name are left over.");
    }
    keeps.forEach(keep -> told.add("Somebody protects " + keep.words + "."));
    told.add("The monitor file " + file.words + ".");
    told.add(trouble.words());
    if (again != null) {
      told.add(
          again.minutes
              + " min into the clean-up the name is set up again, "
              + (again.started ? "and started." : "not started."));
    }
    told.add("A person who is asked " + (finishes ? "cleans up." : "hands over the right file."));
    return String.join("\n  ", told);
  }
}
