package org.distributedmonitor.testkit.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;

/** What of a run a test finds in a region, past AWS's interfaces and their refusals. */
public final class Remains {

  private static final Pattern REVISION = Pattern.compile("Revision=(\\d+), Status=ACTIVE");

  private final SimulatedRegion region;
  private final SimulatedRun run;
  private final RunSpec spec;

  public Remains(SimulatedRegion region, SimulatedRun run) {
    this.region = region;
    this.run = run;
    this.spec = run.spec();
  }

  /** Everything of the run that is to be gone at its end, by kind; kinds without any are absent. */
  public Map<Kind, Set<String>> all() {
    Map<Kind, Set<String>> found = new TreeMap<>();
    put(found, Kind.FLEET, fleets());
    put(found, Kind.MACHINE, machines());
    put(found, Kind.ALARM, alarms());
    put(found, Kind.QUEUE, named("queue", spec.queue()));
    put(found, Kind.SERVICE, service());
    put(found, Kind.TASK_DEFINITION, revisions());
    put(found, Kind.CLUSTER, cluster());
    put(found, Kind.DASHBOARD, spec.cleanDashboard() ? dashboard() : Set.of());
    put(found, Kind.VOLUME, volumes());
    return found;
  }

  private static void put(Map<Kind, Set<String>> found, Kind kind, Set<String> names) {
    if (!names.isEmpty()) {
      found.put(kind, names);
    }
  }

  /** Those that launch machines, or whose machines are on. */
  public Set<String> fleets() {
    Set<String> on = new TreeSet<>();
    for (String id : run.fleetIds()) {
      boolean over =
          Set.of("none", "cancelled", "failed", "cancelled_terminating")
              .contains(state(region, id));
      if (!over) {
        on.add(id);
      }
    }
    return on;
  }

  /** The fleet's state; {@code none} when EC2 has forgotten it. */
  public static String state(SimulatedRegion region, String fleet) {
    return lines(region, fleet)
        .filter(line -> line.startsWith("fleet " + fleet))
        .findFirst()
        .map(line -> line.split(" ")[2])
        .orElse("none");
  }

  public Set<String> machines() {
    Set<String> on = new TreeSet<>();
    run.machines().stream()
        .filter(SimulatedMachine::alive)
        .forEach(machine -> on.add(machine.id()));
    return on;
  }

  public Set<String> alarms() {
    Set<String> alarms = new TreeSet<>();
    Pattern own =
        Pattern.compile(
            Pattern.quote(spec.app())
                + "_i-[0-9a-f]+|ApproximateNumberOfMessages(Not)?VisibleisZero_"
                + Pattern.quote(spec.app()));
    region.dump(
        name -> {
          if (own.matcher(name).matches()) {
            alarms.add(name);
          }
          return false;
        });
    return alarms;
  }

  /** Its name while it is active or draining. */
  public Set<String> service() {
    return lines(region, spec.app() + "Service")
            .anyMatch(line -> line.startsWith("service ") && !line.contains(" INACTIVE "))
        ? Set.of(spec.app() + "Service")
        : Set.of();
  }

  public Set<String> revisions() {
    Set<String> active = new TreeSet<>();
    String family = spec.app() + "Task";
    lines(region, family)
        .forEach(
            line -> {
              Matcher revision = REVISION.matcher(line);
              if (revision.find()) {
                active.add(family + ":" + revision.group(1));
              }
            });
    return active;
  }

  /** Its own cluster: one that other runs use, or may use, stays. */
  private Set<String> cluster() {
    return spec.cluster().equals("default") ? Set.of() : clusterThere();
  }

  public Set<String> clusterThere() {
    return lines(region, spec.cluster())
            .anyMatch(line -> line.startsWith("cluster " + spec.cluster() + " ACTIVE"))
        ? Set.of(spec.cluster())
        : Set.of();
  }

  public Set<String> dashboard() {
    return named("dashboard", spec.app());
  }

  /** Those that no machine uses. */
  public Set<String> volumes() {
    Set<String> volumes = new TreeSet<>();
    lines(region, spec.app() + "Worker")
        .filter(line -> line.startsWith("volume "))
        .forEach(line -> volumes.add(line.split(" ")[1]));
    return volumes;
  }

  public List<String> logGroups() {
    return Stream.of(spec.logGroup(), spec.logGroup() + "_perInstance")
        .filter(group -> !named("log-group", group).isEmpty())
        .toList();
  }

  public boolean queueThere(String name) {
    return !named("queue", name).isEmpty();
  }

  private Set<String> named(String kind, String name) {
    return lines(region, name).anyMatch(line -> line.startsWith(kind + " "))
        ? Set.of(name)
        : Set.of();
  }

  /** What must not change of a run that goes on while others end. */
  public static String standing(SimulatedRegion region, SimulatedRun run) {
    RunSpec spec = run.spec();
    Set<String> names = namesOf(run);
    List<String> standing = new ArrayList<>();
    region
        .dump(name -> names.contains(name) || name.startsWith(spec.app() + "_i-"))
        .lines()
        .filter(line -> !line.startsWith("log-stream") && !line.startsWith("message"))
        .forEach(standing::add);
    return String.join("\n", standing);
  }

  /** The exact names of what is a run's alone. */
  public static Set<String> namesOf(SimulatedRun run) {
    RunSpec spec = run.spec();
    String app = spec.app();
    Set<String> names = new TreeSet<>(run.fleetIds());
    run.machines().forEach(machine -> names.add(machine.id()));
    names.addAll(
        List.of(
            app,
            spec.queue(),
            app + "Service",
            app + "Task",
            app + "Worker",
            spec.logGroup(),
            spec.logGroup() + "_perInstance",
            "ApproximateNumberOfMessagesVisibleisZero_" + app,
            "ApproximateNumberOfMessagesNotVisibleisZero_" + app));
    return names;
  }

  private static Stream<String> lines(SimulatedRegion region, String name) {
    return region.dump(name::equals).lines();
  }
}
