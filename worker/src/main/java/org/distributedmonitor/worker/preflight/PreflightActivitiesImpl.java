package org.distributedmonitor.worker.preflight;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedmonitor.activity.PreflightActivities;
import org.distributedmonitor.preflight.Finding;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.preflight.PreflightOrder;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsRegions;
import org.distributedmonitor.worker.aws.Caller;

/** Looks ahead, over the AWS SDK. */
public final class PreflightActivitiesImpl implements PreflightActivities {

  private final AwsRegions regions;
  private final Clock clock;

  public PreflightActivitiesImpl(AwsRegions regions, Clock clock) {
    this.regions = regions;
    this.clock = clock;
  }

  @Override
  public Preflight lookAhead(PreflightOrder order) {
    AwsClients aws = regions.of(order.run());
    Caller caller = Caller.of(aws);
    List<String> unchecked = new ArrayList<>();
    List<Finding> findings = new ArrayList<>(missing(aws, caller, order, unchecked));
    new BucketLook(aws, order.run(), caller, findings, unchecked::add).look();
    return new Preflight(clock.instant(), findings, unchecked);
  }

  private static List<Finding> missing(
      AwsClients aws, Caller caller, PreflightOrder order, List<String> unchecked) {
    List<Need> needs =
        Needs.of(order.run(), caller, aws.region(), order.fleetIds(), order.deadLetterArn());
    try {
      return findings(new PolicySimulation(aws, caller, order.fleetIds()).unmet(needs));
    } catch (ApplicationFailure failure) {
      unchecked.add(
          "Which permissions the worker lacks for the end of the run could not be asked: "
              + failure.getOriginalMessage());
      Set<String> refused = Reads.refused(aws, order.run(), order.fleetIds());
      return findings(needs.stream().filter(need -> refused.contains(need.action())).toList());
    }
  }

  /** One finding for each permission, however many resources it is missing for. */
  private static List<Finding> findings(List<Need> unmet) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (Need need : unmet) {
      findings.putIfAbsent(
          need.action(),
          new Finding(
              "The worker may not do " + need.action() + on(need) + ": " + need.loss() + ".",
              "Allow it for the worker's role; docs/iam-policy.json has all that is needed."));
    }
    return List.copyOf(findings.values());
  }

  private static String on(Need need) {
    return need.resource().equals("*") ? "" : " on " + need.resource();
  }
}
