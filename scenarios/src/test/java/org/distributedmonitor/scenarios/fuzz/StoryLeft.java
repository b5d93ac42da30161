package org.distributedmonitor.scenarios.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.scenarios.fuzz.Story.Deed;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.testkit.region.Remains;

/** What of a story's run is left, found out past the monitor, and whether it says so. */
final class StoryLeft {

  /** The parts of the closing look in which a thing would have been found. */
  private static final Map<Kind, Set<String>> PARTS =
      new EnumMap<>(
          Map.of(
              Kind.FLEET, Set.of("the fleets of the run", "the account's other fleets"),
              Kind.MACHINE, Set.of("machines"),
              Kind.ALARM, Set.of("alarms"),
              Kind.QUEUE, Set.of("the queue"),
              Kind.SERVICE, Set.of("the ECS service"),
              Kind.TASK_DEFINITION, Set.of("task definitions"),
              Kind.CLUSTER, Set.of("the ECS cluster"),
              Kind.DASHBOARD, Set.of("the dashboard"),
              Kind.VOLUME, Set.of("volumes")));

  private final StoryStage stage;
  private final Story story;
  private final SimulatedRegion region;

  StoryLeft(StoryStage stage) {
    this.stage = stage;
    this.story = stage.story;
    this.region = stage.harness.region();
  }

  boolean named(MonitorStatus status, Kind kind, String name) {
    for (Leftover leftover : status.leftovers()) {
      boolean unseen = leftover.kind() == Kind.UNSEEN && among(PARTS.get(kind), leftover);
      if (unseen || (leftover.kind() == kind && leftover.names().contains(name))) {
        return true;
      }
    }
    if (kind == Kind.ALARM) {
      // A live machine keeps its alarm, which is what ends it.
      return machine(it -> name.endsWith("_" + it.id()) && named(status, Kind.MACHINE, it.id()));
    }
    if (kind == Kind.FLEET) {
      return unclear(status, kind, name);
    }
    // A fleet that is still on has a machine more at any time.
    return kind == Kind.MACHINE
        && machine(it -> it.id().equals(name) && named(status, Kind.FLEET, it.fleetId()));
  }

  /**
   * Whether it is of a fleet that does not show its user data, and had no machine that could be
   * asked when the monitor looked: it is told of, unless it is to launch nothing at all.
   */
  boolean unclear(MonitorStatus status, Kind kind, String name) {
    return switch (kind) {
      case FLEET ->
          !story.run().userDataShown()
              && !stage.start().fleetIds().contains(name)
              && (region.dump(name::equals).contains(" target=0/")
                  || status.warnings().stream().anyMatch(it -> it.contains(name)));
      case MACHINE ->
          machine(it -> it.id().equals(name) && unclear(status, Kind.FLEET, it.fleetId()));
      case ALARM ->
          machine(it -> name.endsWith("_" + it.id()) && unclear(status, Kind.MACHINE, it.id()));
      case DASHBOARD, QUEUE, SERVICE, TASK_DEFINITION, CLUSTER, VOLUME, UNSEEN -> false;
    };
  }

  private boolean machine(Predicate<SimulatedMachine> which) {
    return stage.run.machines().stream().anyMatch(which);
  }

  /** Of what is left, that of which this holds, such as {@code FLEET sfr-…}. */
  List<String> where(StoryPlay play, BiPredicate<Kind, String> which) {
    List<String> found = new ArrayList<>();
    all(play)
        .forEach(
            (kind, names) ->
                names.stream()
                    .filter(name -> which.test(kind, name))
                    .forEach(name -> found.add(kind + " " + name)));
    return found;
  }

  /** What there is of the first run, less what by now is the second's. */
  Map<Kind, Set<String>> all(StoryPlay play) {
    Map<Kind, Set<String>> left = new Remains(region, stage.run).all();
    remove(left, Kind.ALARM, Set.of(stage.borrowedAlarm()));
    boolean shared =
        stage.neighbours.stream().anyMatch(it -> it.spec().cluster().equals(story.run().cluster()));
    if (shared) {
      left.remove(Kind.CLUSTER);
    }
    if (play.again != null) {
      List.of(Kind.QUEUE, Kind.SERVICE, Kind.CLUSTER, Kind.DASHBOARD).forEach(left::remove);
      Remains now = new Remains(region, play.again);
      Set<String> newer = new TreeSet<>(now.alarms());
      newer.removeIf(
          alarm ->
              alarm.contains("_i-")
                  && play.again.machines().stream()
                      .noneMatch(machine -> alarm.endsWith(machine.id())));
      remove(left, Kind.ALARM, newer);
      Set<String> revisions = now.revisions();
      revisions.removeAll(play.oldRevisions);
      remove(left, Kind.TASK_DEFINITION, revisions);
    }
    return left;
  }

  private static void remove(Map<Kind, Set<String>> left, Kind kind, Set<String> names) {
    if (left.containsKey(kind)) {
      left.get(kind).removeAll(names);
      if (left.get(kind).isEmpty()) {
        left.remove(kind);
      }
    }
  }

  /** Whether there is a reason that such a thing is left: what is refused, or a person's order. */
  boolean excused(MonitorStatus status, Kind kind, String name) {
    return stage.kept.byOrder(kind, name)
        || unclear(status, kind, name)
        || kind == Kind.VOLUME
        || ofWhatAPersonCancelled(kind, name)
        || hindered(status).contains(kind);
  }

  /** A person has cancelled a fleet that the file does not name, and left its machines on. */
  private boolean ofWhatAPersonCancelled(Kind kind, String name) {
    String fleet = stage.run.fleetIds().get(0);
    if (!story.did(Deed.CANCEL_FLEET_ONLY) || stage.start().fleetIds().contains(fleet)) {
      return false;
    }
    return switch (kind) {
      case FLEET -> name.equals(fleet);
      case MACHINE -> machine(it -> it.id().equals(name) && it.fleetId().equals(fleet));
      case ALARM -> machine(it -> name.endsWith("_" + it.id()) && it.fleetId().equals(fleet));
      // Its machines are registered in it.
      case CLUSTER -> true;
      case DASHBOARD, QUEUE, SERVICE, TASK_DEFINITION, VOLUME, UNSEEN -> false;
    };
  }

  /** The kinds of things of which some could not be seen or removed, and what these need. */
  private static Set<Kind> hindered(MonitorStatus status) {
    Set<Kind> hindered = EnumSet.noneOf(Kind.class);
    for (Kind kind : PARTS.keySet()) {
      boolean unseen =
          status.leftovers().stream()
              .anyMatch(it -> it.kind() == Kind.UNSEEN && among(PARTS.get(kind), it));
      boolean blocked =
          status.steps().stream()
              .anyMatch(it -> it.step() == kind.step() && it.outcome().blocked());
      if (unseen || blocked) {
        hindered.add(kind);
      }
    }
    if (hindered.contains(Kind.FLEET)) {
      hindered.add(Kind.MACHINE);
    }
    if (hindered.contains(Kind.MACHINE)) {
      hindered.add(Kind.ALARM);
      hindered.add(Kind.CLUSTER);
    }
    if (hindered.contains(Kind.SERVICE)) {
      hindered.add(Kind.CLUSTER);
    }
    return hindered;
  }

  private static boolean among(Set<String> names, Leftover leftover) {
    return leftover.names().stream().anyMatch(names::contains);
  }
}
