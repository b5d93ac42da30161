package org.distributedmonitor.scenarios.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.scenarios.fuzz.Story.Keep;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.region.Observed;
import org.distributedmonitor.testkit.region.Remains;
import org.distributedmonitor.testkit.region.Tags;

/** What somebody protects in a story, and what stays because of that. */
final class StoryKept {

  private static final Set<Kind> IN_EC2 =
      Set.of(Kind.FLEET, Kind.MACHINE, Kind.VOLUME, Kind.ALARM, Kind.CLUSTER);

  private static final Set<String> READ_EC2 =
      Set.of("ec2:DescribeSpotFleetRequests", "ec2:DescribeInstances", "ec2:DescribeVolumes");

  private final Story story;
  private final SimulatedRegion region;
  private final SimulatedRun run;
  private final Remains before;
  private final String service;

  /** The names of what somebody protects. */
  private final Map<Keep, String> tagged = new EnumMap<>(Keep.class);

  /** Of what must not change at all: how it was. */
  private final Map<Keep, String> asItWas = new EnumMap<>(Keep.class);

  /** Puts the tags on what of the story's choice is there. */
  StoryKept(StoryStage stage) {
    this.story = stage.story;
    this.region = stage.harness.region();
    this.run = stage.run;
    this.before = new Remains(region, run);
    this.service = Story.APP + "Service";
    for (Keep keep : story.keeps()) {
      found(keep, stage).ifPresent(name -> protect(keep, name));
    }
    Stream.of(Keep.FLEET, Keep.SERVICE, Keep.CLUSTER)
        .filter(tagged::containsKey)
        .forEach(keep -> asItWas.put(keep, lines(keep)));
  }

  private Optional<String> found(Keep keep, StoryStage stage) {
    return switch (keep) {
      case FLEET -> Optional.of(run.fleetId()).filter(this::launches);
      case MACHINE -> steadyMachine().map(SimulatedMachine::id);
      case QUEUE -> Optional.of(story.run().queue()).filter(before::queueThere);
      case SERVICE ->
          Optional.of(service).filter(it -> region.dump(it::equals).contains(" ACTIVE "));
      case TASK_DEFINITION -> before.revisions().stream().reduce((one, next) -> next);
      case CLUSTER -> before.clusterThere().stream().findFirst();
      case ALARM ->
          before.alarms().stream()
              .filter(it -> it.startsWith(Story.APP + "_i-") && !it.equals(stage.borrowedAlarm()))
              .findFirst();
      case QUEUE_ALARM ->
          before.alarms().stream().filter(it -> it.startsWith("Approximate")).findFirst();
      case DASHBOARD -> before.dashboard().stream().findFirst();
      case VOLUME -> before.volumes().stream().findFirst();
    };
  }

  private boolean launches(String fleet) {
    return Remains.state(region, fleet).equals("active");
  }

  /** One that nobody's deed is about to end. */
  private Optional<SimulatedMachine> steadyMachine() {
    return Observed.alive(run).stream()
        .filter(
            it ->
                Set.of("active", "cancelled_running").contains(Remains.state(region, it.fleetId())))
        .findFirst();
  }

  private void protect(Keep keep, String name) {
    String cluster = story.run().cluster();
    Consumer<String> protect =
        switch (keep) {
          case FLEET, MACHINE, VOLUME -> it -> Tags.protectInEc2(region, it);
          case QUEUE -> it -> Tags.protectQueue(region, it);
          case SERVICE -> it -> Tags.protectInEcs(region, "service/" + cluster + "/" + it);
          case TASK_DEFINITION -> it -> Tags.protectInEcs(region, "task-definition/" + it);
          case CLUSTER -> it -> Tags.protectInEcs(region, "cluster/" + it);
          case ALARM, QUEUE_ALARM -> it -> Tags.protectAlarm(region, it);
          case DASHBOARD -> it -> Tags.protectDashboard(region, it);
        };
    protect.accept(name);
    tagged.put(keep, name);
  }

  private String lines(Keep keep) {
    String kind = keep == Keep.FLEET ? "fleet " : keep == Keep.SERVICE ? "service " : "cluster ";
    return String.join(
        "\n",
        region.dump(tagged.get(keep)::equals).lines().filter(it -> it.startsWith(kind)).toList());
  }

  /** Whether somebody's tag is on it. */
  boolean has(Kind kind, String name) {
    return tagged.entrySet().stream()
        .anyMatch(it -> kindOf(it.getKey()) == kind && it.getValue().equals(name));
  }

  private static Kind kindOf(Keep keep) {
    return keep == Keep.QUEUE_ALARM ? Kind.ALARM : Kind.valueOf(keep.name());
  }

  /** Whether it stays by somebody's order: for its own tag, or for that of what needs it. */
  boolean byOrder(Kind kind, String name) {
    return has(kind, name)
        || switch (kind) {
          case MACHINE -> machine(it -> it.id().equals(name) && has(Kind.FLEET, it.fleetId()));
          case FLEET -> machine(it -> it.fleetId().equals(name) && has(Kind.MACHINE, it.id()));
          // The machine may have ended since anybody looked.
          case ALARM ->
              machine(it -> name.endsWith("_" + it.id()) && byOrder(Kind.MACHINE, it.id()));
          case CLUSTER ->
              tagged.containsKey(Keep.SERVICE) || machine(it -> byOrder(Kind.MACHINE, it.id()));
          case DASHBOARD, QUEUE, SERVICE, TASK_DEFINITION, VOLUME, UNSEEN -> false;
        };
  }

  private boolean machine(Predicate<SimulatedMachine> which) {
    return run.machines().stream().anyMatch(which);
  }

  /** Nothing that somebody protects was changed, as far as anybody could know of it. */
  void isUntouched(StoryPlay play) {
    Remains now = new Remains(region, run);
    tagged.forEach(
        (keep, name) -> {
          boolean there =
              switch (keep) {
                case MACHINE -> now.machines().contains(name) || endedByItsAlarm(name);
                case QUEUE -> now.queueThere(name);
                case TASK_DEFINITION -> now.revisions().contains(name);
                case ALARM, QUEUE_ALARM -> now.alarms().contains(name);
                case DASHBOARD -> !now.dashboard().isEmpty();
                case VOLUME -> now.volumes().contains(name);
                case FLEET, CLUSTER -> lines(keep).equals(asItWas.get(keep));
                case SERVICE ->
                    lines(keep).equals(asItWas.get(keep))
                        || (mayHaveOtherTasks(play) && lines(keep).contains(" ACTIVE "));
              };
          assertThat(there || unknowable(kindOf(keep))).as(keep + " " + name + " stays").isTrue();
        });
  }

  /** A newer run sets its own number of tasks, and what nobody sees protected is stopped. */
  private boolean mayHaveOtherTasks(StoryPlay play) {
    return play.again != null || blind(Kind.SERVICE);
  }

  private boolean endedByItsAlarm(String machine) {
    return region.happenings().stream()
        .filter(it -> it.resource().equals(machine))
        .anyMatch(it -> it.text().startsWith("alarm ended "));
  }

  /** From the start nobody could read the tags of fleets or machines, and money does not wait. */
  private boolean unknowable(Kind kind) {
    return Set.of(Kind.FLEET, Kind.MACHINE).contains(kind)
        && story.trouble().fromTheStart()
        && blind(kind);
  }

  private static int ofKind(MonitorStatus status, Kind kind) {
    return status.leftovers().stream()
        .filter(left -> left.kind() == kind)
        .mapToInt(Leftover::count)
        .sum();
  }

  /**
   * What is protected and still there is named as kept, and nothing is that nobody protects.
   *
   * @param left what of the run is there
   */
  void isToldApart(MonitorStatus status, Map<Kind, Set<String>> left) {
    for (Leftover told : status.leftovers()) {
      if (ofKind(status, told.kind()) <= Leftover.MOST_NAMED) {
        assertThat(told.names()).as("so few are all named").hasSize(told.count());
      }
      told.names().forEach(name -> isToldApart(told, name, left));
      if (told.kept()) {
        assertThat(status.problems())
            .as("what a person has to do")
            .noneMatch(problem -> problem.what().contains(" " + told.told() + ". "));
      }
    }
  }

  private void isToldApart(Leftover told, String name, Map<Kind, Set<String>> left) {
    boolean there = left.getOrDefault(told.kind(), Set.of()).contains(name);
    if (told.kept() && there) {
      assertThat(byOrder(told.kind(), name)).as(told + " is kept by order").isTrue();
    }
    if (!told.kept() && there && !blind(told.kind())) {
      assertThat(has(told.kind(), name)).as(told + " is protected").isFalse();
    }
  }

  /** Whether that is refused by which one would see that such things are protected. */
  private boolean blind(Kind kind) {
    String operation = story.trouble().operation();
    return story.trouble().refuses()
        && ((!List.of(Kind.FLEET, Kind.MACHINE, Kind.VOLUME).contains(kind)
                && operation.equals("tag:GetResources"))
            || (IN_EC2.contains(kind) && READ_EC2.contains(operation)));
  }
}
