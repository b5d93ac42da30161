package org.distributedmonitor.worker.fleet;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.fleet.CheapestOrder;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Lowering;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.policy.CheapestPolicy;
import org.distributedmonitor.policy.ScaleDownPolicy;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.SoftFailures;
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
    List<FleetSighting> fleets = find(aws, order, problems);
    List<Lowering> lowered = List.of();
    if (order.scaleDown()) {
      List<Lowering> wanted =
          ScaleDownPolicy.lowerings(fleets, order.jobs(), order.jobsPerMachine());
      lowered = FleetLowering.apply(aws.ec2(), wanted, problems);
    }
    Set<String> machines = problems.attempt(null, () -> machinesOf(aws, fleets));
    List<Instance> described =
        machines == null ? null : problems.attempt(null, () -> Machines.byId(aws.ec2(), machines));
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
        machines == null ? -1 : machines.size(),
        lowered,
        guarded,
        swept,
        described != null,
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
  private static List<FleetSighting> find(
      AwsClients aws, FleetReviewOrder order, Problems problems) {
    try {
      return Fleets.find(aws.ec2(), order.run(), order.fleetIds());
    } catch (ApplicationFailure failure) {
      if (!failure.isNonRetryable()) {
        throw failure;
      }
      return problems.attempt(
          order.fleetIds().stream().map(FleetSighting::unknown).toList(),
          () -> {
            throw failure;
          });
    }
  }

  private static Set<String> machinesOf(AwsClients aws, List<FleetSighting> fleets) {
    Set<String> machines = new LinkedHashSet<>();
    for (FleetSighting fleet : fleets) {
      boolean ours = fleet.ownership() != Ownership.ANOTHER_RUNS;
      if (ours && mayHaveMachines(fleet.condition())) {
        machines.addAll(Machines.ofFleet(aws.ec2(), fleet.fleetId()));
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
