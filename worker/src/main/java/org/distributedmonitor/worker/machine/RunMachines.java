package org.distributedmonitor.worker.machine;

import io.temporal.failure.ApplicationFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.MachineRoll;
import org.distributedmonitor.worker.aws.AwsFailures;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * The machines of the frozen fleets, from both sources there are: the fleets' own lists, which lag
 * and end with the fleet, and the tag that EC2 puts on machines.
 */
public final class RunMachines {

  private final Set<String> listed = new LinkedHashSet<>();
  private final Set<String> alive = new TreeSet<>();
  private final Set<String> kept = new TreeSet<>();
  private String problem = "";

  private final Consumer<ApplicationFailure> unseen;

  private RunMachines(Consumer<ApplicationFailure> unseen) {
    this.unseen = unseen;
  }

  /** Counts them; what is refused is told as the problem. */
  public static MachineRoll roll(Ec2Client ec2, CleanupOrder order) {
    RunMachines machines = of(ec2, order, failure -> {});
    return new MachineRoll(machines.alive.size(), machines.kept.size(), machines.problem);
  }

  /**
   * Lists them.
   *
   * @param unseen takes each refusal
   */
  public static RunMachines of(
      Ec2Client ec2, CleanupOrder order, Consumer<ApplicationFailure> unseen) {
    RunMachines machines = new RunMachines(unseen);
    List<String> fleets = order.frozen().fleetIds();
    for (String fleet : fleets) {
      machines.listed.addAll(machines.ask(List.of(), () -> Machines.ofFleet(ec2, fleet)));
    }
    List<Instance> tagged = machines.ask(List.of(), () -> Machines.byFleet(ec2, fleets));
    machines.see(tagged);
    tagged.forEach(machine -> machines.listed.remove(machine.instanceId()));
    List<Instance> known = machines.ask(null, () -> Machines.byId(ec2, machines.listed));
    if (known == null) {
      // Whether they are on is not to be learnt, so they count.
      machines.alive.addAll(machines.listed);
    } else {
      machines.see(known);
    }
    return machines;
  }

  /** The ids of those that are not terminated and that nobody protects. */
  public List<String> alive() {
    return List.copyOf(alive);
  }

  /** Why they could not be listed, a sentence; empty when they were. */
  public String problem() {
    return problem;
  }

  private void see(List<Instance> machines) {
    for (Instance machine : machines) {
      if (Machines.there(machine)) {
        // One that ends though it is protected ends all the same, and is waited for.
        boolean stays = Machines.alive(machine) && Machines.protectedByTag(machine);
        (stays ? kept : alive).add(machine.instanceId());
      }
    }
  }

  private <T> T ask(T fallback, Supplier<T> listing) {
    try {
      return listing.get();
    } catch (ApplicationFailure failure) {
      problem = AwsFailures.wordsIfRefused(failure);
      unseen.accept(failure);
      return fallback;
    }
  }
}
