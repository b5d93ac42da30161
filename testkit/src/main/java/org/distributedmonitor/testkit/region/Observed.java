package org.distributedmonitor.testkit.region;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** What a test sees of a region, past the monitor. */
public final class Observed {

  private Observed() {}

  /** The target that EC2 tells of a fleet. */
  public static int target(SimulatedRegion region, String fleetId) {
    return region
        .ec2()
        .describeSpotFleetRequests(b -> b.spotFleetRequestIds(fleetId))
        .spotFleetRequestConfigs()
        .get(0)
        .spotFleetRequestConfig()
        .targetCapacity();
  }

  public static String fleetState(SimulatedRegion region, String fleetId) {
    return region
        .ec2()
        .describeSpotFleetRequests(b -> b.spotFleetRequestIds(fleetId))
        .spotFleetRequestConfigs()
        .get(0)
        .spotFleetRequestStateAsString();
  }

  /** What changed something in AWS since then, as {@code operation [names]}, each once. */
  public static Set<String> changes(SimulatedRegion region, Instant since) {
    Set<String> changes = new TreeSet<>();
    for (Call call : region.calls().since(since)) {
      if (call.mutating()) {
        changes.add(call.operation() + " " + call.resources());
      }
    }
    return changes;
  }

  public static Set<String> changes(SimulatedRegion region) {
    return changes(region, Instant.EPOCH);
  }

  /** The targets that this fleet was given, in order. */
  public static List<Integer> targetsGiven(SimulatedRegion region, String fleetId) {
    return region.happenings().stream()
        .filter(happening -> happening.resource().equals(fleetId))
        .map(happening -> happening.text())
        .filter(text -> text.contains(" is to have "))
        .map(text -> Integer.valueOf(text.replaceAll(".* is to have (\\d+) units", "$1")))
        .toList();
  }

  /** The names of all alarms in the region that begin so. */
  public static Set<String> alarms(SimulatedRegion region, String prefix) {
    Set<String> names = new TreeSet<>();
    region
        .cloudWatch()
        .describeAlarmsPaginator(b -> b.alarmNamePrefix(prefix))
        .metricAlarms()
        .stream()
        .map(MetricAlarm::alarmName)
        .forEach(names::add);
    return names;
  }

  public static List<SimulatedMachine> alive(SimulatedRun run) {
    return run.machines().stream().filter(SimulatedMachine::alive).toList();
  }
}
