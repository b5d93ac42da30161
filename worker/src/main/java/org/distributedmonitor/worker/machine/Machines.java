package org.distributedmonitor.worker.machine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.fleet.ProtectedMachines;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Pages;
import org.distributedmonitor.worker.aws.Protected;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ActiveInstance;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Finds machines. They are always asked for by a filter: one unknown id fails a list of ids. */
public final class Machines {

  /** The tag that EC2 itself puts on the machines of a fleet. */
  public static final String FLEET_TAG = "aws:ec2spot:fleet-request-id";

  public static final String NAME_TAG = "Name";

  private static final int PAGE = 1000;

  /** As many values as a filter takes. */
  private static final int FILTER_VALUES = 200;

  private Machines() {}

  /** The ids of a fleet's machines, as the fleet lists them; none when EC2 does not know it. */
  public static List<String> ofFleet(Ec2Client ec2, String fleetId) {
    return Gone.FLEET
        .or(
            () ->
                Pages.all(
                    token ->
                        ec2.describeSpotFleetInstances(
                            b -> b.spotFleetRequestId(fleetId).maxResults(PAGE).nextToken(token)),
                    DescribeSpotFleetInstancesResponse::nextToken))
        .map(pages -> pages.stream().flatMap(Machines::listed).toList())
        .orElse(List.of());
  }

  /** Any one of a fleet's machines; empty when it has none, or when EC2 does not know it. */
  public static Optional<String> oneOfFleet(Ec2Client ec2, String fleetId) {
    return Gone.FLEET
        .or(() -> ec2.describeSpotFleetInstances(b -> b.spotFleetRequestId(fleetId)))
        .flatMap(page -> listed(page).findFirst());
  }

  private static Stream<String> listed(DescribeSpotFleetInstancesResponse page) {
    return page.activeInstances().stream().map(ActiveInstance::instanceId);
  }

  /** The machines with these ids, as far as EC2 still knows them. */
  public static List<Instance> byId(Ec2Client ec2, Collection<String> ids) {
    return filtered(ec2, "instance-id", List.copyOf(ids));
  }

  /** The machines whose tag has one of these values. */
  static List<Instance> byTag(Ec2Client ec2, String tag, List<String> values) {
    return filtered(ec2, "tag:" + tag, values);
  }

  /** The machines that EC2 launched for these fleets. */
  public static List<Instance> byFleet(Ec2Client ec2, List<String> fleetIds) {
    return byTag(ec2, FLEET_TAG, fleetIds);
  }

  /** Every machine that may be the run's: of its fleets, or of its name. */
  public static List<Instance> ofRun(Ec2Client ec2, FrozenRun frozen, String name) {
    List<Instance> machines = new ArrayList<>(byFleet(ec2, frozen.everyFleetId()));
    machines.addAll(byTag(ec2, NAME_TAG, List.of(name)));
    return machines;
  }

  /**
   * Those of these machines, of whatever run, that are on. Very many are the run's own, as a rule,
   * which cost a call for a thousand and not for two hundred.
   */
  public static List<Instance> alive(Ec2Client ec2, Collection<String> ids, FrozenRun frozen) {
    Set<String> unseen = new LinkedHashSet<>(ids);
    List<Instance> machines = new ArrayList<>();
    if (unseen.size() > FILTER_VALUES) {
      for (Instance machine : byFleet(ec2, frozen.everyFleetId())) {
        if (unseen.remove(machine.instanceId())) {
          machines.add(machine);
        }
      }
    }
    machines.addAll(byId(ec2, unseen));
    return machines.stream().filter(Machines::alive).toList();
  }

  /** Whether it is one of the frozen run's, whatever names it bears. */
  public static boolean ofRun(Instance machine, FrozenRun frozen) {
    return fleetOf(machine).filter(frozen.everyFleetId()::contains).isPresent();
  }

  /** Whether somebody keeps it, or the fleet that it is of, by a tag. */
  public static boolean kept(Instance machine, FrozenRun frozen) {
    return protectedByTag(machine)
        || fleetOf(machine).filter(frozen.kept().fleetIds()::contains).isPresent();
  }

  public static boolean protectedByTag(Instance machine) {
    return Protected.by(machine.tags());
  }

  /** Those of these machines that are on and that somebody keeps by a tag of their own. */
  public static List<ProtectedMachines> protectedOf(Collection<Instance> machines) {
    return ProtectedMachines.of(
        machines.stream()
            .filter(Machines::alive)
            .filter(Machines::protectedByTag)
            .collect(
                Collectors.groupingBy(
                    machine -> fleetOf(machine).orElse(""),
                    TreeMap::new,
                    Collectors.mapping(Instance::instanceId, Collectors.toList()))));
  }

  /** The machines of these fleets that somebody keeps by a tag of their own. */
  public static List<ProtectedMachines> protectedIn(Ec2Client ec2, List<String> fleetIds) {
    return protectedOf(filtered(ec2, "tag:" + FLEET_TAG, fleetIds, Protected.ec2Filter()));
  }

  /** Whether it is there in any way: one that shuts down still is. */
  public static boolean there(Instance machine) {
    return state(machine) != InstanceStateName.TERMINATED;
  }

  /** Whether it is on, or could be put on again. */
  public static boolean alive(Instance machine) {
    return there(machine) && state(machine) != InstanceStateName.SHUTTING_DOWN;
  }

  /** The fleet that EC2 launched it for. */
  public static Optional<String> fleetOf(Instance machine) {
    return tag(machine, FLEET_TAG);
  }

  /** The value of its tag; empty when it has none of that name. */
  public static Optional<String> tag(Instance machine, String name) {
    return machine.tags().stream()
        .filter(tag -> name.equals(tag.key()))
        .map(Tag::value)
        .findFirst();
  }

  private static InstanceStateName state(Instance machine) {
    return machine.state() == null ? null : machine.state().name();
  }

  private static List<Instance> filtered(
      Ec2Client ec2, String filter, List<String> values, Filter... more) {
    List<Instance> found = new ArrayList<>();
    for (List<String> piece : Pages.pieces(values, FILTER_VALUES)) {
      List<Filter> wanted = new ArrayList<>(List.of(more));
      wanted.add(Filter.builder().name(filter).values(piece).build());
      ec2.describeInstancesPaginator(b -> b.filters(wanted).maxResults(PAGE))
          .reservations()
          .forEach(group -> found.addAll(group.instances()));
    }
    return found;
  }
}
