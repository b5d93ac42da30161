package org.distributedmonitor.worker.fleet;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.Protected;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateConfig;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.ec2.model.SpotFleetLaunchSpecification;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfigData;

/** Reads a fleet as EC2 describes it, and whose it is. */
final class FleetReader {

  private FleetReader() {}

  static FleetSighting sighting(Run run, SpotFleetRequestConfig fleet) {
    SpotFleetRequestConfigData config = fleet.spotFleetRequestConfig();
    FleetSighting sighting =
        new FleetSighting(
            fleet.spotFleetRequestId(),
            condition(fleet.spotFleetRequestStateAsString()),
            // A fleet is of this type unless it says otherwise.
            config.type() == null || config.type() == FleetType.MAINTAIN,
            orZero(config.targetCapacity()),
            orZero(config.onDemandTargetCapacity()),
            unitsPerMachine(config),
            fleet.createTime(),
            Ownership.UNASKED,
            "",
            Protected.by(fleet.tags()));
    return showsUserData(config) ? owned(run, sighting, runsNamedBy(config)) : sighting;
  }

  /** Whether the user data that it shows names the run. */
  static boolean names(Run run, SpotFleetRequestConfig fleet) {
    return fleet.spotFleetRequestConfig().launchSpecifications().stream()
        .anyMatch(launch -> UserData.names(run, launch.userData()));
  }

  /** The fleet with its owner, by the runs that its launch user data names. */
  static FleetSighting owned(Run run, FleetSighting fleet, Set<String> runs) {
    Set<String> others = new TreeSet<>(runs);
    others.remove(run.app());
    return fleet.owned(ownership(runs, others), others.isEmpty() ? "" : others.iterator().next());
  }

  static FleetCondition condition(String state) {
    if (state == null) {
      return FleetCondition.UNKNOWN;
    }
    String name = state.toUpperCase(Locale.ROOT);
    return Stream.of(FleetCondition.values())
        .filter(condition -> condition.name().equals(name))
        .findFirst()
        .orElse(FleetCondition.UNKNOWN);
  }

  /** A fleet that names two runs is nobody's to touch. */
  private static Ownership ownership(Set<String> runs, Set<String> others) {
    if (runs.isEmpty()) {
      return Ownership.UNPROVEN;
    }
    return others.isEmpty() ? Ownership.OURS : Ownership.ANOTHER_RUNS;
  }

  /** A launch template's user data, for one, is not in the description. */
  private static boolean showsUserData(SpotFleetRequestConfigData config) {
    return config.launchSpecifications().stream()
        .map(SpotFleetLaunchSpecification::userData)
        .anyMatch(userData -> userData != null && !userData.isEmpty());
  }

  private static Set<String> runsNamedBy(SpotFleetRequestConfigData config) {
    Set<String> runs = new TreeSet<>();
    for (SpotFleetLaunchSpecification launch : config.launchSpecifications()) {
      runs.addAll(UserData.runsNamedIn(launch.userData()));
    }
    return runs;
  }

  private static double unitsPerMachine(SpotFleetRequestConfigData config) {
    Stream<Double> launches =
        config.launchSpecifications().stream().map(SpotFleetLaunchSpecification::weightedCapacity);
    Stream<Double> templates =
        config.launchTemplateConfigs().stream()
            .map(LaunchTemplateConfig::overrides)
            .flatMap(overrides -> overrides.stream())
            .map(LaunchTemplateOverrides::weightedCapacity);
    return Stream.concat(launches, templates)
        .filter(weight -> weight != null && weight > 0)
        .max(Double::compare)
        .orElse(1.0);
  }

  private static int orZero(Integer number) {
    return number == null ? 0 : number;
  }
}
