package org.distributedmonitor.simulator.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedmonitor.simulator.api.AwsErrors;
import org.distributedmonitor.simulator.world.World;

/** What the caller may do: everything, unless a policy is attached. */
public final class Permissions {

  /** Whoever can sign a request may ask who they are (STS API reference). */
  private static final Set<String> ALWAYS = Set.of("sts:GetCallerIdentity");

  private final World world;
  private PolicyRules rules;

  public Permissions(World world) {
    this.world = world;
  }

  /** From now on the caller may do what this policy allows, and nothing else. */
  public synchronized void attach(String policyJson) {
    rules = PolicyRules.of(policyJson);
  }

  public synchronized boolean allow(Access access) {
    return (rules == null || rules.allows(access)) && !world.faults.refuses(access.action());
  }

  /** Refuses a call of which one part is not allowed. */
  public void check(String operation, List<String> named, Map<String, List<String>> context) {
    if (ALWAYS.contains(operation) || unrestricted()) {
      return;
    }
    Map<String, List<String>> all = new HashMap<>(context);
    all.put("aws:RequestedRegion", List.of(world.region));
    for (Access access : Access.of(world, operation, named, all)) {
      if (!allow(access)) {
        throw AwsErrors.refused(operation, world.account);
      }
    }
  }

  private synchronized boolean unrestricted() {
    return rules == null;
  }
}
