package org.distributedmonitor.worker.preflight;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.Caller;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.arns.ArnResource;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/** Asks IAM which needs the worker's policies do not meet. IAM decides; nothing is done. */
final class PolicySimulation {

  private final AwsClients aws;
  private final Caller caller;
  private final List<ContextEntry> context;

  /**
   * @param fleetIds what policies may make conditions of when they let machines be terminated
   */
  PolicySimulation(AwsClients aws, Caller caller, List<String> fleetIds) {
    this.aws = aws;
    this.caller = caller;
    this.context = context(aws.region(), caller, fleetIds);
  }

  /** Those of the needs that are not met. The account's root needs no policy. */
  List<Need> unmet(List<Need> needs) {
    if (caller.arn().endsWith(":root")) {
      return List.of();
    }
    String principal = principal();
    List<Need> unmet = new ArrayList<>();
    needs.stream()
        .collect(groupingBy(Need::resource, LinkedHashMap::new, toList()))
        .forEach(
            (resource, ofIt) -> {
              Set<String> denied = denied(principal, resource, ofIt);
              ofIt.stream().filter(need -> denied.contains(need.action())).forEach(unmet::add);
            });
    return unmet;
  }

  private Set<String> denied(String principal, String resource, List<Need> needs) {
    List<String> actions = needs.stream().map(Need::action).distinct().toList();
    return aws
        .iam()
        .simulatePrincipalPolicyPaginator(
            b ->
                b.policySourceArn(principal)
                    .actionNames(actions)
                    .resourceArns(resource)
                    .contextEntries(context))
        .evaluationResults()
        .stream()
        .filter(result -> result.evalDecision() != PolicyEvaluationDecisionType.ALLOWED)
        // A condition on something that is only known at the call: IAM cannot tell beforehand.
        .filter(result -> result.missingContextValues().isEmpty())
        .map(EvaluationResult::evalActionName)
        .collect(toSet());
  }

  /**
   * IAM takes users and roles; a session, {@code assumed-role/<role>/<session>}, is traced back.
   */
  private String principal() {
    Optional<ArnResource> session =
        Arn.tryFromString(caller.arn())
            .map(Arn::resource)
            .filter(it -> it.resourceType().filter("assumed-role"::equals).isPresent());
    return session
        .map(ArnResource::resource)
        .map(role -> roleArn(role).orElse(caller.arn("iam", "", "role/" + role)))
        .orElse(caller.arn());
  }

  /** The role's ARN has its path, which the session's has not; most roles have none. */
  private Optional<String> roleArn(String role) {
    try {
      return Optional.of(aws.iam().getRole(b -> b.roleName(role)).role().arn());
    } catch (ApplicationFailure unknown) {
      return Optional.empty();
    }
  }

  private static List<ContextEntry> context(String region, Caller caller, List<String> fleetIds) {
    List<ContextEntry> entries = new ArrayList<>();
    entries.add(entry("aws:RequestedRegion", List.of(region)));
    entries.add(entry("aws:TagKeys", List.of("Name")));
    entries.add(entry("cloudwatch:AlarmActions", List.of(caller.terminateAction(region))));
    if (!fleetIds.isEmpty()) {
      entries.add(entry("aws:ResourceTag/aws:ec2spot:fleet-request-id", fleetIds.subList(0, 1)));
    }
    return entries;
  }

  private static ContextEntry entry(String key, List<String> values) {
    return ContextEntry.builder()
        .contextKeyName(key)
        .contextKeyType(
            key.equals("aws:RequestedRegion") || key.startsWith("aws:ResourceTag")
                ? ContextKeyTypeEnum.STRING
                : ContextKeyTypeEnum.STRING_LIST)
        .contextKeyValues(values)
        .build();
  }
}
