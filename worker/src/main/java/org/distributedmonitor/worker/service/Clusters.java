package org.distributedmonitor.worker.service;

import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterContainsContainerInstancesException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsServicesException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsTasksException;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.UpdateInProgressException;

/** An ECS cluster by its name. */
public final class Clusters {

  private static final String INACTIVE = "INACTIVE";

  private Clusters() {}

  /** ECS itself will not delete it yet. */
  @SuppressWarnings("serial") // It is caught where it is thrown and never written anywhere.
  static final class InUse extends RuntimeException {

    private final String what;

    private InUse(String what, Throwable cause) {
      super(what, cause);
      this.what = what;
    }

    /** What is in it, in words. */
    String what() {
      return what;
    }
  }

  /** Whether there is such a cluster; one that ECS only remembers does not count. */
  public static boolean exists(EcsClient ecs, String name) {
    return AwsFailures.unlessGone(
            "ecs:DescribeClusters", Gone.CLUSTER, () -> ecs.describeClusters(b -> b.clusters(name)))
        .stream()
        .flatMap(answer -> answer.clusters().stream())
        .anyMatch(
            cluster -> name.equals(cluster.clusterName()) && !INACTIVE.equals(cluster.status()));
  }

  static DeleteClusterResponse deleteUnlessInUse(EcsClient ecs, String name) {
    try {
      return ecs.deleteCluster(b -> b.cluster(name));
    } catch (ClusterContainsContainerInstancesException e) {
      throw new InUse("machines still registered in it", e);
    } catch (ClusterContainsTasksException e) {
      throw new InUse("tasks that are still ending", e);
    } catch (ClusterContainsServicesException e) {
      throw new InUse("a service that is still ending", e);
    } catch (UpdateInProgressException e) {
      throw new InUse("a change in progress", e);
    }
  }
}
