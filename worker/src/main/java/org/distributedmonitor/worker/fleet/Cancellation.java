package org.distributedmonitor.worker.fleet;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.run.Names;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Pages;
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.decision.Decision;
import org.distributedmonitor.worker.machine.MachineEnding;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsErrorItem;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsRequest;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsResponse;

/**
 * Cancels fleets with their machines, at once: nothing is looked at before. A fleet with a machine
 * that somebody is known to protect is cancelled without its machines; the others are ended after.
 */
public final class Cancellation {

  /** Over this EC2 cancels none of them. */
  private static final int BATCH = 100;

  private final Ec2Client ec2;
  private final CleanupOrder order;
  private final List<String> cancelled = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();
  private final List<String> notCancellable = new ArrayList<>();
  private final List<String> running = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final List<String> blocked = new ArrayList<>();
  private ApplicationFailure passing;
  private ApplicationFailure refused;

  private Cancellation(Ec2Client ec2, CleanupOrder order) {
    this.ec2 = ec2;
    this.order = order;
    kept.addAll(order.frozen().kept().fleetIds());
  }

  static StepOutcome of(Ec2Client ec2, CleanupOrder order) {
    return decide(order)
        .carryOut(
            fleetIds -> {
              Cancellation cancellation = new Cancellation(ec2, order);
              cancellation.cancel(fleetIds);
              return cancellation.outcome();
            });
  }

  /** Decides without even reading, as money runs on meanwhile: what is frozen is cancelled. */
  public static Decision<List<String>> decide(CleanupOrder order) {
    List<String> fleetIds = order.frozen().fleetIds();
    if (!fleetIds.isEmpty()) {
      return Decision.act(fleetIds);
    }
    List<String> kept = order.frozen().kept().fleetIds();
    return Decision.settled(
        kept.isEmpty()
            ? StepOutcome.nothingToDo("No fleet of the run is known.")
            : StepOutcome.left(Protected.kept(kept)));
  }

  static StepOutcome alreadyCancelled(List<String> fleetIds) {
    return StepOutcome.alreadyGone("Already cancelled: " + Names.told(fleetIds) + ".");
  }

  private void cancel(List<String> fleetIds) {
    Map<Boolean, List<String>> bySparing =
        fleetIds.stream().collect(Collectors.partitioningBy(order.frozen().kept()::machineOf));
    Pages.pieces(bySparing.get(false), BATCH).forEach(batch -> cancel(batch, true));
    Pages.pieces(bySparing.get(true), BATCH).forEach(batch -> cancel(batch, false));
  }

  /** One batch; what goes wrong with it is kept, and the next one is cancelled all the same. */
  private void cancel(List<String> batch, boolean withMachines) {
    try {
      take(
          ec2.cancelSpotFleetRequests(
              b -> b.spotFleetRequestIds(batch).terminateInstances(withMachines)),
          withMachines ? cancelled : running);
    } catch (ApplicationFailure failure) {
      // EC2 refuses a whole list for one id in it.
      if (batch.size() > 1 && AwsFailures.code(failure).startsWith("InvalidSpotFleetRequestId.")) {
        batch.forEach(id -> cancel(List.of(id), withMachines));
      } else if (Gone.FLEET.said(failure)) {
        gone.addAll(batch);
      } else {
        refusedOrFailed(batch, withMachines, failure);
      }
    }
  }

  /** One fleet of a batch that may not be cancelled has EC2 refuse them all. */
  private void refusedOrFailed(
      List<String> batch, boolean withMachines, ApplicationFailure failure) {
    if (batch.size() > 1 && failure.isNonRetryable()) {
      batch.forEach(id -> cancel(List.of(id), withMachines));
    } else {
      keep(failure);
    }
  }

  /** EC2 answers well even when it did not cancel: each fleet has its own result. */
  private void take(CancelSpotFleetRequestsResponse answer, List<String> done) {
    answer.successfulFleetRequests().forEach(item -> done.add(item.spotFleetRequestId()));
    for (CancelSpotFleetRequestsErrorItem item : answer.unsuccessfulFleetRequests()) {
      String id = item.spotFleetRequestId();
      switch (item.error().codeAsString()) {
        case "fleetRequestIdDoesNotExist":
          gone.add(id);
          break;
        case "fleetRequestNotInCancellableState":
          notCancellable.add(id);
          break;
        case "fleetRequestIdMalformed":
          blocked.add(id + " is no fleet's id");
          break;
        default:
          keep(
              AwsFailures.unavailable(
                  CancelSpotFleetRequestsRequest.class, id + ": " + item.error().message()));
      }
    }
  }

  private StepOutcome outcome() {
    if (!notCancellable.isEmpty()) {
      try {
        Fleets.find(ec2, order.run(), notCancellable).forEach(this::judge);
      } catch (ApplicationFailure failure) {
        keep(failure);
      }
    }
    String ended = running.isEmpty() ? "" : endMachines();
    if (passing != null) {
      throw passing;
    }
    if (refused != null) {
      throw refused;
    }
    if (!blocked.isEmpty()) {
      return StepOutcome.blocked(
          String.join("; ", Names.first(blocked)) + ".",
          "Allow ec2:TerminateInstances and ec2:DescribeInstances for the worker's role, or"
              + " terminate the machines in the EC2 console; correct MONITOR_FLEET_ID if it is"
              + " wrong.");
    }
    if (cancelled.isEmpty() && running.isEmpty()) {
      return gone.isEmpty() ? StepOutcome.left(Protected.kept(kept)) : alreadyCancelled(gone);
    }
    String told =
        cancelled.isEmpty()
            ? ""
            : "Cancelled " + Names.told(cancelled) + "; EC2 terminates the machines.";
    return StepOutcome.done(
        Stream.of(told, ended, Protected.kept(kept))
            .filter(sentence -> !sentence.isEmpty())
            .collect(Collectors.joining(" ")));
  }

  /** Nothing replaces the machines of a cancelled fleet, but nothing ends them either. */
  private String endMachines() {
    MachineEnding ending = MachineEnding.of(ec2, running, order.frozen().kept());
    kept.addAll(ending.kept());
    String fleets = Names.told(running);
    ApplicationFailure failure = ending.failure();
    if (failure != null && failure.isNonRetryable()) {
      blocked.add(
          fleets + " is cancelled, but its machines run on: " + failure.getOriginalMessage());
    } else if (failure != null) {
      keep(failure);
    }
    int count = ending.ended().size();
    return fleets
        + " is cancelled without its machines; ended "
        + count
        + (count == 1 ? " of them by its id." : " of them by their ids.");
  }

  private void judge(FleetSighting fleet) {
    FleetCondition condition = fleet.condition();
    if (condition == FleetCondition.CANCELLED_RUNNING) {
      (fleet.protectedByTag() ? kept : running).add(fleet.fleetId());
    } else if (condition.mayBeOn()) {
      keep(
          AwsFailures.unavailable(
              CancelSpotFleetRequestsRequest.class,
              fleet.fleetId() + " cannot be cancelled just now."));
    } else {
      gone.add(fleet.fleetId());
    }
  }

  /** What trying again may cure comes before what it will not: only then is all tried again. */
  private void keep(ApplicationFailure failure) {
    if (failure.isNonRetryable()) {
      refused = failure;
    } else {
      passing = failure;
    }
  }
}
