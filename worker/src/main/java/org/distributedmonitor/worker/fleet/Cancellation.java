package org.distributedmonitor.worker.fleet;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Pages;
import org.distributedmonitor.worker.decision.Decision;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsErrorItem;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsResponse;

/** Cancels fleets with their machines, at once: nothing is looked at before. */
public final class Cancellation {

  private static final String CANCEL = "ec2:CancelSpotFleetRequests";

  /** Over this EC2 cancels none of them. */
  private static final int BATCH = 100;

  private final Ec2Client ec2;
  private final List<String> cancelled = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();
  private final List<String> notCancellable = new ArrayList<>();
  private final List<String> blocked = new ArrayList<>();
  private ApplicationFailure passing;
  private ApplicationFailure refused;

  private Cancellation(Ec2Client ec2) {
    this.ec2 = ec2;
  }

  static StepOutcome of(Ec2Client ec2, CleanupOrder order) {
    return decide(order)
        .carryOut(
            fleetIds -> {
              Cancellation cancellation = new Cancellation(ec2);
              Pages.pieces(fleetIds, BATCH).forEach(cancellation::cancel);
              return cancellation.outcome(order);
            });
  }

  /** Decides without even reading, as money runs on meanwhile: what is frozen is cancelled. */
  public static Decision<List<String>> decide(CleanupOrder order) {
    List<String> fleetIds = order.frozen().fleetIds();
    return fleetIds.isEmpty()
        ? Decision.settled(StepOutcome.nothingToDo("No fleet of the run is known."))
        : Decision.act(fleetIds);
  }

  /** What is said of fleets that somebody else has cancelled without ending their machines. */
  static StepOutcome blockedBy(List<String> sentences) {
    return StepOutcome.blocked(
        String.join("; ", sentences) + ".",
        "Terminate the machines in the EC2 console; correct MONITOR_FLEET_ID if it is wrong.");
  }

  static String runsOn(String fleetId) {
    return fleetId + " was cancelled by somebody without ending its machines, which run on";
  }

  static StepOutcome alreadyCancelled(List<String> fleetIds) {
    return StepOutcome.alreadyGone("Already cancelled: " + String.join(", ", fleetIds) + ".");
  }

  /** One batch; what goes wrong with it is kept, and the next one is cancelled all the same. */
  private void cancel(List<String> batch) {
    try {
      take(ec2.cancelSpotFleetRequests(b -> b.spotFleetRequestIds(batch).terminateInstances(true)));
    } catch (SdkException e) {
      if (batch.size() > 1 && AwsFailures.badFleetId(e)) {
        batch.forEach(id -> cancel(List.of(id)));
      } else if (Gone.FLEET.said(e)) {
        gone.addAll(batch);
      } else {
        keep(AwsFailures.of(CANCEL, e));
      }
    }
  }

  /** EC2 answers well even when it did not cancel: each fleet has its own result. */
  private void take(CancelSpotFleetRequestsResponse answer) {
    answer.successfulFleetRequests().forEach(item -> cancelled.add(item.spotFleetRequestId()));
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
          keep(AwsFailures.unavailable(CANCEL, id + ": " + item.error().message()));
      }
    }
  }

  private StepOutcome outcome(CleanupOrder order) {
    if (!notCancellable.isEmpty()) {
      try {
        Fleets.find(ec2, order.run(), notCancellable).forEach(this::judge);
      } catch (ApplicationFailure failure) {
        keep(failure);
      }
    }
    if (passing != null) {
      throw passing;
    }
    if (refused != null) {
      throw refused;
    }
    if (!blocked.isEmpty()) {
      return blockedBy(blocked);
    }
    return cancelled.isEmpty()
        ? alreadyCancelled(gone)
        : StepOutcome.done(
            "Cancelled " + String.join(", ", cancelled) + "; EC2 terminates the machines.");
  }

  private void judge(FleetSighting fleet) {
    FleetCondition condition = fleet.condition();
    if (condition == FleetCondition.CANCELLED_RUNNING) {
      blocked.add(runsOn(fleet.fleetId()));
    } else if (condition.mayBeOn()) {
      keep(AwsFailures.unavailable(CANCEL, fleet.fleetId() + " cannot be cancelled just now."));
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
