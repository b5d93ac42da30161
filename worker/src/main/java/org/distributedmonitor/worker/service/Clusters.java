package org.distributedmonitor.worker.service;

import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Optional;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.ecs.EcsClient;

/** An ECS cluster by its name. */
public final class Clusters {

  private static final String INACTIVE = "INACTIVE";

  private static final Map<String, String> IN_USE =
      Map.of(
          "ClusterContainsContainerInstances", "machines still registered in it",
          "ClusterContainsTasks", "tasks that are still ending",
          "ClusterContainsServices", "a service that is still ending",
          "UpdateInProgress", "a change in progress");

  private Clusters() {}

  /** Whether there is such a cluster; one that ECS only remembers does not count. */
  public static boolean exists(EcsClient ecs, String name) {
    return Gone.CLUSTER.or(() -> ecs.describeClusters(b -> b.clusters(name))).stream()
        .flatMap(answer -> answer.clusters().stream())
        .anyMatch(
            cluster -> name.equals(cluster.clusterName()) && !INACTIVE.equals(cluster.status()));
  }

  /** What keeps ECS itself from deleting it yet, in words, if that is why it failed. */
  static Optional<String> inUse(ApplicationFailure failure) {
    return Optional.ofNullable(IN_USE.get(AwsFailures.code(failure)));
  }
}
