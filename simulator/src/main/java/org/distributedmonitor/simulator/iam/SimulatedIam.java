package org.distributedmonitor.simulator.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/** IAM: what the caller's policies allow, asked without doing it. */
public final class SimulatedIam implements IamClient {
  private final World world;

  public SimulatedIam(World world) {
    this.world = world;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  /** The caller's own role; others are of no interest here. All roles have the path "lab". */
  @Override
  public GetRoleResponse getRole(GetRoleRequest request) {
    return world.call(
        "iam:GetRole",
        List.of(roleArn(request.roleName())),
        () -> {
          if (!world.caller.contains(":assumed-role/" + request.roleName() + "/")) {
            throw world.error("NoSuchEntity", request.roleName());
          }
          return GetRoleResponse.builder()
              .role(b -> b.roleName(request.roleName()).arn(roleArn(request.roleName())))
              .build();
        });
  }

  private String roleArn(String name) {
    return "arn:aws:iam::" + world.account + ":role/lab/" + name;
  }

  /** It takes users and roles of the account, not sessions (IAM API reference). */
  @Override
  public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(
      SimulatePrincipalPolicyRequest request) {
    return world.call(
        "iam:SimulatePrincipalPolicy",
        World.named(request.policySourceArn()),
        () -> {
          if (!request.policySourceArn().matches("arn:aws:iam::[0-9]{12}:(user|role)/.+")) {
            throw world.error("InvalidInput", request.policySourceArn());
          }
          List<String> resources =
              request.hasResourceArns() ? request.resourceArns() : List.of("*");
          List<EvaluationResult> results = new ArrayList<>();
          for (String action : request.actionNames()) {
            resources.forEach(resource -> results.add(evaluated(action, resource, request)));
          }
          return SimulatePrincipalPolicyResponse.builder()
              .evaluationResults(results)
              .isTruncated(false)
              .build();
        });
  }

  private EvaluationResult evaluated(
      String action, String resource, SimulatePrincipalPolicyRequest request) {
    Map<String, List<String>> context = new HashMap<>();
    request
        .contextEntries()
        .forEach(entry -> context.put(entry.contextKeyName(), entry.contextKeyValues()));
    boolean allowed = world.permissions.allow(new Access(action, resource, context));
    return EvaluationResult.builder()
        .evalActionName(action)
        .evalResourceName(resource)
        .evalDecision(
            allowed
                ? PolicyEvaluationDecisionType.ALLOWED
                : PolicyEvaluationDecisionType.IMPLICIT_DENY)
        .build();
  }
}
