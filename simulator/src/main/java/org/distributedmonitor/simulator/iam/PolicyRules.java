package org.distributedmonitor.simulator.iam;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.policybuilder.iam.IamCondition;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What an IAM policy allows, by IAM's evaluation logic: whatever no statement allows is denied, and
 * one that denies outweighs all that allow.
 *
 * <p>Of the conditions, those are understood that policies for this program need; any other one is
 * a mistake of the test and says so.
 */
record PolicyRules(IamPolicy policy) {

  static PolicyRules of(String json) {
    return new PolicyRules(IamPolicy.fromJson(json));
  }

  boolean allows(Access access) {
    List<IamEffect> effects =
        policy.statements().stream()
            .filter(statement -> concerns(statement, access))
            .map(IamStatement::effect)
            .toList();
    return !effects.contains(IamEffect.DENY) && effects.contains(IamEffect.ALLOW);
  }

  private static boolean concerns(IamStatement statement, Access access) {
    boolean action =
        statement.actions().stream().anyMatch(it -> like(it.value(), access.action(), true));
    boolean resource =
        statement.resources().stream().anyMatch(it -> like(it.value(), access.resource(), false));
    return action && resource && conditionsHold(statement.conditions(), access.context());
  }

  /** All conditions have to hold; of the values of one condition, one is enough. */
  private static boolean conditionsHold(
      List<IamCondition> conditions, Map<String, List<String>> context) {
    return conditions.stream()
        .collect(groupingBy(it -> it.operator().value() + " " + it.key().value()))
        .values()
        .stream()
        .allMatch(one -> holds(one, context));
  }

  private static boolean holds(List<IamCondition> one, Map<String, List<String>> context) {
    String operator = one.get(0).operator().value();
    List<String> given = context.getOrDefault(one.get(0).key().value(), List.of());
    List<String> wanted = one.stream().map(IamCondition::value).toList();
    return switch (operator) {
      case "StringEquals", "StringLike", "ArnLike", "ArnEquals" ->
          given.stream().anyMatch(it -> anyLike(wanted, it));
      case "ForAllValues:StringEquals", "ForAllValues:StringLike", "ForAllValues:ArnLike" ->
          given.stream().allMatch(it -> anyLike(wanted, it));
      // Whether the request has no such key.
      case "Null" -> wanted.contains(Boolean.toString(given.isEmpty()));
      default -> throw new IllegalArgumentException("The simulator knows no condition " + operator);
    };
  }

  private static boolean anyLike(List<String> patterns, String value) {
    return patterns.stream().anyMatch(pattern -> like(pattern, value, false));
  }

  /** IAM's wildcards; the names of actions are compared without regard to case. */
  private static boolean like(String pattern, String value, boolean anyCase) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, anyCase ? Pattern.CASE_INSENSITIVE : 0).matcher(value).matches();
  }
}
