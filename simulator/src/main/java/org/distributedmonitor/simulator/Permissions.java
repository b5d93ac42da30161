package org.distributedmonitor.simulator;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the caller may do: everything, unless a policy is attached. */
final class Permissions {

  /** Whoever can sign a request may ask who they are (STS API reference). */
  private static final Set<String> ALWAYS = Set.of("sts:GetCallerIdentity");

  private final World world;
  private PolicyRules rules;

  Permissions(World world) {
    this.world = world;
  }

  /** From now on the caller may do what this policy allows, and nothing else. */
  synchronized void attach(String policyJson) {
    rules = PolicyRules.of(policyJson);
  }

  synchronized boolean allow(Access access) {
    return (rules == null || rules.allows(access)) && !world.faults.refuses(access.action());
  }

  /** Refuses a call of which one part is not allowed. */
  void check(String operation, List<String> named, Map<String, List<String>> context) {
    if (ALWAYS.contains(operation) || unrestricted()) {
      return;
    }
    for (Access access : Access.of(world, operation, named, context)) {
      if (!allow(access)) {
        throw AwsErrors.refused(operation, world.account);
      }
    }
  }

  private synchronized boolean unrestricted() {
    return rules == null;
  }
}
