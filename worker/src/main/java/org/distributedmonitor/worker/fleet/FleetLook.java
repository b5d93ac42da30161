package org.distributedmonitor.worker.fleet;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.distributedmonitor.fleet.CheapestOrder;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Lowering;
import org.distributedmonitor.fleet.OtherFleets;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.policy.CheapestPolicy;
import org.distributedmonitor.policy.ScaleDownPolicy;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.SoftFailures;
import org.distributedmonitor.worker.machine.Machines;
import software.amazon.awssdk.services.ec2.model.Instance;

/** One look at the fleets, shared by all that is done about them. */
final class FleetLook {

  private static final Duration WHILE_MODIFYING = Duration.ofSeconds(30);

  private final MachineGuard guard;

  FleetLook(Clock clock) {
    this.guard = new MachineGuard(clock);
  }

  FleetReview review(AwsClients aws, FleetReviewOrder order) {
    Problems problems = new Problems();
    List<String> warnings = new ArrayList<>();
    FleetSearch.Found found = find(aws, order, problems);
    List<FleetSighting> fleets = found.known();
    List<Lowering> lowered = List.of();
    if (order.scaleDown()) {
      List<Lowering> wanted =
          ScaleDownPolicy.lowerings(fleets, order.jobs(), order.jobsPerMachine());
      lowered = FleetLowering.apply(aws.ec2(), wanted, problems);
    }
    List<List<String>> byFleet = machinesOf(aws, fleets, problems);
    boolean all = !byFleet.contains(null);
    List<String> machines =
        byFleet.stream().filter(Objects::nonNull).flatMap(List::stream).distinct().toList();
    List<Instance> described = problems.attempt(null, () -> Machines.byId(aws.ec2(), machines));
    List<String> guarded = List.of();
    if (described != null && !order.guardAfter().isZero()) {
      // The guard's alarm ends a machine that idles: one that is to stay gets none.
      List<Instance> others =
          described.stream().filter(it -> !Machines.protectedByTag(it)).toList();
      guarded = guard.guard(aws, order.run(), others, order.guardAfter(), warnings, problems);
    }
    int swept =
        order.sweepAlarms() ? problems.attempt(0, () -> AlarmSweep.sweep(aws, order.run())) : 0;
    return new FleetReview(
        FleetLowering.after(fleets, lowered),
        found.others(),
        all ? machines.size() : -1,
        lowered,
        guarded,
        swept,
        all && described != null,
        described == null ? List.of() : Machines.protectedOf(described),
        warnings,
        problems.found());
  }

  FleetReview cheapest(AwsClients aws, CheapestOrder order) {
    Problems problems = new Problems();
    List<FleetSighting> fleets = Fleets.find(aws.ec2(), order.run(), order.fleetIds());
    List<Lowering> wanted = CheapestPolicy.lowerings(fleets, order.anotherHasTheMachine());
    List<Lowering> lowered = FleetLowering.apply(aws.ec2(), wanted, problems);
    if (problems.found().isEmpty() && (lowered.size() < wanted.size() || changing(fleets))) {
      throw SoftFailures.waiting(
          "A fleet is being started or changed; it is lowered to one machine after that",
          WHILE_MODIFYING);
    }
    return new FleetReview(
        FleetLowering.after(fleets, lowered),
        OtherFleets.unseen(),
        -1,
        lowered,
        List.of(),
        0,
        false,
        List.of(),
        List.of(),
        problems.found());
  }

  /** Without the fleets nothing but the sweep can be done: a passing failure is tried again. */
  private static FleetSearch.Found find(AwsClients aws, FleetReviewOrder order, Problems problems) {
    FleetSearch.Found found;
    try {
      found = FleetSearch.of(aws.ec2(), order.run(), order.fleetIds(), order.otherFleetIds());
    } catch (ApplicationFailure failure) {
      AwsFailures.wordsIfRefused(failure);
      problems.add(failure);
      return FleetSearch.Found.nothing(order.fleetIds());
    }
    if (found.unasked() != null && found.unasked().isNonRetryable()) {
      problems.add(found.unasked());
    }
    return found;
  }

  /** The machines of each fleet that may have some; null for one whose machines are refused. */
  private static List<List<String>> machinesOf(
      AwsClients aws, List<FleetSighting> fleets, Problems problems) {
    List<List<String>> machines = new ArrayList<>();
    for (FleetSighting fleet : fleets) {
      boolean ours = fleet.ownership() != Ownership.ANOTHER_RUNS;
      if (ours && mayHaveMachines(fleet.condition())) {
        machines.add(problems.attempt(null, () -> Machines.ofFleet(aws.ec2(), fleet.fleetId())));
      }
    }
    return machines;
  }

  private static boolean mayHaveMachines(FleetCondition condition) {
    return condition.launches()
        || condition == FleetCondition.CANCELLED_RUNNING
        || condition == FleetCondition.UNKNOWN;
  }

  private static boolean changing(List<FleetSighting> fleets) {
    return fleets.stream()
        .filter(fleet -> fleet.ownership() != Ownership.ANOTHER_RUNS)
        .filter(fleet -> !fleet.protectedByTag())
        .map(FleetSighting::condition)
        .anyMatch(c -> c == FleetCondition.SUBMITTED || c == FleetCondition.MODIFYING);
  }
}
