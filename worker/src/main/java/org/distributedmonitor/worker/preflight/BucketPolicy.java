package org.distributedmonitor.worker.preflight;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.policybuilder.iam.IamCondition;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * A bucket's policy, looked at for one thing: whether CloudWatch Logs may write exports to it
 * (CloudWatch Logs User Guide, "Export log data to Amazon S3").
 *
 * <p>It errs on the side of silence: a condition that cannot be judged here is taken to hold.
 */
record BucketPolicy(IamPolicy policy) {

  static BucketPolicy of(String json) {
    return new BucketPolicy(IamPolicy.fromJson(json));
  }

  /** A caller: the region's CloudWatch Logs, on behalf of the account. */
  record LogsService(String region, String account, String partition) {

    private boolean is(IamPrincipal principal) {
      String value = principal.id();
      return value.equals("*")
          || value.equals("logs." + region + ".amazonaws.com")
          || value.equals("logs." + region + ".amazonaws.com.cn")
          || value.equals("logs.amazonaws.com");
    }

    private Map<String, String> context() {
      return Map.of(
          "s3:x-amz-acl",
          "bucket-owner-full-control",
          "aws:SourceAccount",
          account,
          "aws:SourceArn",
          "arn:" + partition + ":logs:" + region + ":" + account + ":log-group:");
    }
  }

  boolean lets(LogsService logs, String action, String resource) {
    List<IamEffect> effects =
        policy.statements().stream()
            .filter(it -> it.principals().stream().anyMatch(logs::is))
            .filter(it -> it.actions().stream().anyMatch(a -> like(a.value(), action)))
            .filter(it -> it.resources().stream().anyMatch(r -> like(r.value(), resource)))
            .filter(it -> conditionsMayHold(it, logs))
            .map(IamStatement::effect)
            .toList();
    return !effects.contains(IamEffect.DENY) && effects.contains(IamEffect.ALLOW);
  }

  /** Of an allowance: unless a condition is known to fail. Of a denial: only if all hold. */
  private static boolean conditionsMayHold(IamStatement statement, LogsService logs) {
    boolean denies = statement.effect().equals(IamEffect.DENY);
    return statement.conditions().stream()
        .allMatch(condition -> mayHold(condition, statement, logs, !denies));
  }

  private static boolean mayHold(
      IamCondition condition, IamStatement statement, LogsService logs, boolean whenUnknown) {
    String known = logs.context().get(condition.key().value());
    String operator = condition.operator().value();
    boolean judged = operator.equals("StringEquals") || operator.matches("(String|Arn)Like");
    if (known == null || !judged) {
      return whenUnknown;
    }
    // Of several values of one condition, one is enough.
    return statement.conditions().stream()
        .filter(
            it -> it.key().equals(condition.key()) && it.operator().equals(condition.operator()))
        .anyMatch(it -> like(it.value(), known) || it.value().startsWith(known));
  }

  private static boolean like(String pattern, String value) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(value).matches();
  }
}
