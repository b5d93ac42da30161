package org.distributedmonitor.worker.machine;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.cleanup.Kept;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Ends the machines of fleets that are cancelled without them, by their exact ids: only those that
 * EC2 itself launched for these fleets, and none that somebody protects by a tag.
 */
public final class MachineEnding {

  /** EC2 advises to terminate no more at once. */
  private static final int BATCH = 1000;

  private final Ec2Client ec2;
  private final List<String> ended = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private ApplicationFailure failure;

  private MachineEnding(Ec2Client ec2) {
    this.ec2 = ec2;
  }

  public static MachineEnding of(Ec2Client ec2, List<String> fleetIds, Kept known) {
    MachineEnding ending = new MachineEnding(ec2);
    try {
      List<String> doomed = new ArrayList<>();
      for (Instance machine : Machines.byFleet(ec2, fleetIds)) {
        if (Machines.alive(machine)) {
          boolean stays = Machines.protectedByTag(machine) || known.machine(machine.instanceId());
          (stays ? ending.kept : doomed).add(machine.instanceId());
        }
      }
      Pages.pieces(doomed, BATCH).forEach(ending::end);
    } catch (ApplicationFailure unseen) {
      ending.failure = unseen;
    }
    return ending;
  }

  /** The machines that EC2 was told to terminate. */
  public List<String> ended() {
    return ended;
  }

  /** The machines that stay. */
  public List<String> kept() {
    return kept;
  }

  /** Why some may be on still; null when none is. */
  public ApplicationFailure failure() {
    return failure;
  }

  /** One machine that is gone already spoils a whole batch: then each is ended for itself. */
  private void end(List<String> batch) {
    try {
      ec2.terminateInstances(b -> b.instanceIds(batch));
      ended.addAll(batch);
    } catch (ApplicationFailure refused) {
      if (!Gone.MACHINE.said(refused)) {
        failure = refused;
      } else if (batch.size() > 1) {
        batch.forEach(id -> end(List.of(id)));
      }
    }
  }
}
