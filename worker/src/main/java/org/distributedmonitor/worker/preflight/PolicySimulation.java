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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Caller;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/** Asks IAM which needs the worker's policies do not meet. IAM decides; nothing is done. */
final class PolicySimulation {

  /** {@code arn:aws:sts::<account>:assumed-role/<role>/<session>}. */
  private static final Pattern SESSION = Pattern.compile(".*:assumed-role/([^/]+)/.*");

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
    List<SimulatePrincipalPolicyResponse> pages =
        Pages.all(
            marker ->
                AwsFailures.call(
                    "iam:SimulatePrincipalPolicy",
                    () ->
                        aws.iam()
                            .simulatePrincipalPolicy(
                                b ->
                                    b.policySourceArn(principal)
                                        .actionNames(actions)
                                        .resourceArns(resource)
                                        .contextEntries(context)
                                        .marker(marker))),
            SimulatePrincipalPolicyResponse::marker);
    return pages.stream()
        .flatMap(page -> page.evaluationResults().stream())
        .filter(result -> result.evalDecision() != PolicyEvaluationDecisionType.ALLOWED)
        // A condition on something that is only known at the call: IAM cannot tell beforehand.
        .filter(result -> result.missingContextValues().isEmpty())
        .map(EvaluationResult::evalActionName)
        .collect(toSet());
  }

  /** IAM takes users and roles; a session of a role has to be traced back to it. */
  private String principal() {
    Matcher session = SESSION.matcher(caller.arn());
    if (!session.matches()) {
      return caller.arn();
    }
    String role = session.group(1);
    return roleArn(role).orElse(caller.arn("iam", "", "role/" + role));
  }

  /** The role's ARN has its path, which the session's has not; most roles have none. */
  private Optional<String> roleArn(String role) {
    try {
      return Optional.of(
          AwsFailures.call("iam:GetRole", () -> aws.iam().getRole(b -> b.roleName(role)))
              .role()
              .arn());
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
