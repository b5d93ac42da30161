package org.distributedmonitor.worker.fleet;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.OtherFleets;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.machine.Machines;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestsRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;

/**
 * Looks through all fleets of the account and region: for those of a run that are known, and for
 * others that are on and whose launch user data names the run. Where EC2 does not show it, one
 * machine of each such fleet is asked.
 */
public final class FleetSearch {

  /** A neighbourhood of very many fleets that hide whose they are is asked bit by bit. */
  private static final int MOST_ASKED = 20;

  /** A monitor carries them; one that is not remembered is asked again. */
  private static final int MOST_REMEMBERED = 1_000;

  private final Ec2Client ec2;
  private final Run run;
  private final List<FleetSighting> naming = new ArrayList<>();
  private final List<FleetSighting> silent = new ArrayList<>();
  private final List<String> strangers = new ArrayList<>();
  private ApplicationFailure unasked;

  private FleetSearch(Ec2Client ec2, Run run) {
    this.ec2 = ec2;
    this.run = run;
  }

  /**
   * What was found.
   *
   * @param known the fleets that were asked for, in that order
   * @param naming other fleets that are on and name the run; null if nobody could look
   * @param silent fleets that are on and may be anybody's: they had no machine that could be asked
   * @param strangers fleets that are on and not the run's, as one of their machines has told once
   * @param unasked why not every machine could be asked; null if each could
   */
  public record Found(
      List<FleetSighting> known,
      List<FleetSighting> naming,
      List<FleetSighting> silent,
      List<String> strangers,
      ApplicationFailure unasked) {

    /** Nobody could look. */
    public static Found nothing(List<String> knownIds) {
      return unlisted(knownIds.stream().map(FleetSighting::unknown).toList());
    }

    /** What is told of the others. */
    public OtherFleets others() {
      return naming == null ? OtherFleets.unseen() : new OtherFleets(true, naming, strangers);
    }

    /** The known fleets, and those that nobody has handed over and that are the run's alone. */
    public List<FleetSighting> ofTheRun() {
      List<FleetSighting> fleets = new ArrayList<>(known);
      fleets.addAll(others().ours());
      return fleets;
    }
  }

  /**
   * Looks for these fleets and for others of the run.
   *
   * @param knownIds the fleets that are known
   * @param strangers the fleets of which a machine has told before that they are not the run's
   */
  public static Found of(
      Ec2Client ec2, Run run, List<String> knownIds, Collection<String> strangers) {
    Optional<List<SpotFleetRequestConfig>> listing = Fleets.all(ec2);
    if (listing.isEmpty()) {
      return unlisted(Fleets.find(ec2, run, knownIds));
    }
    List<SpotFleetRequestConfig> all = listing.get();
    Map<String, FleetSighting> listed = new HashMap<>();
    all.forEach(it -> listed.put(it.spotFleetRequestId(), FleetReader.sighting(run, it)));
    List<String> unlisted = knownIds.stream().filter(id -> !listed.containsKey(id)).toList();
    Fleets.find(ec2, run, unlisted).forEach(fleet -> listed.put(fleet.fleetId(), fleet));
    FleetSearch search = new FleetSearch(ec2, run);
    search.sort(all, fleet -> !knownIds.contains(fleet.fleetId()), new HashSet<>(strangers));
    search.ask(MOST_ASKED);
    return search.found(knownIds.stream().map(listed::get).toList());
  }

  /**
   * Looks for other fleets only, and asks for all of them.
   *
   * @param wanted which fleets the question is about; of the others no machine is asked
   */
  public static Found others(Ec2Client ec2, Run run, Predicate<FleetSighting> wanted) {
    FleetSearch search = new FleetSearch(ec2, run);
    search.sort(Fleets.all(ec2).orElseThrow(FleetSearch::notListed), wanted, Set.of());
    search.ask(Integer.MAX_VALUE);
    return search.found(List.of());
  }

  private static Found unlisted(List<FleetSighting> known) {
    return new Found(known, null, List.of(), List.of(), null);
  }

  private static ApplicationFailure notListed() {
    return AwsFailures.unavailable(
        DescribeSpotFleetRequestsRequest.class, "EC2 is just forgetting one of the fleets.");
  }

  private void sort(
      List<SpotFleetRequestConfig> all, Predicate<FleetSighting> wanted, Set<String> known) {
    for (SpotFleetRequestConfig fleet : all) {
      FleetSighting sighting = FleetReader.sighting(run, fleet);
      FleetCondition condition = sighting.condition();
      boolean on = condition.launches() || condition == FleetCondition.CANCELLED_RUNNING;
      if (!on || !wanted.test(sighting)) {
        continue;
      }
      if (FleetReader.names(run, fleet)) {
        naming.add(sighting);
      } else if (known.contains(sighting.fleetId())) {
        strangers.add(sighting.fleetId());
      } else if (sighting.ownership() == Ownership.UNASKED) {
        silent.add(sighting);
      }
    }
  }

  private void ask(int most) {
    if (silent.isEmpty()) {
      return;
    }
    try {
      int asked = 0;
      Map<String, String> machines = oneOfEach();
      for (FleetSighting fleet : List.copyOf(silent)) {
        String machine = machines.get(fleet.fleetId());
        if (machine != null && asked++ < most) {
          FleetOwners.userData(ec2, machine).ifPresent(userData -> told(fleet, userData));
        }
      }
    } catch (ApplicationFailure failure) {
      unasked = failure;
    }
  }

  private Map<String, String> oneOfEach() {
    Map<String, String> machines = new HashMap<>();
    List<String> fleets = silent.stream().map(FleetSighting::fleetId).toList();
    for (Instance machine : Machines.byFleet(ec2, fleets)) {
      Optional<String> fleet = Machines.fleetOf(machine).filter(it -> Machines.alive(machine));
      fleet.ifPresent(id -> machines.putIfAbsent(id, machine.instanceId()));
    }
    return machines;
  }

  private void told(FleetSighting fleet, String userData) {
    silent.remove(fleet);
    if (UserData.names(run, userData)) {
      naming.add(FleetReader.owned(run, fleet, UserData.runsNamedIn(userData)));
    } else {
      strangers.add(fleet.fleetId());
    }
  }

  private Found found(List<FleetSighting> known) {
    List<String> remembered = strangers.stream().limit(MOST_REMEMBERED).toList();
    return new Found(known, List.copyOf(naming), List.copyOf(silent), remembered, unasked);
  }
}
