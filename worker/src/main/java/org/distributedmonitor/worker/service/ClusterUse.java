package org.distributedmonitor.worker.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedmonitor.run.Run;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * What is in a cluster, told apart by whose it is.
 *
 * @param others what is not this run's, in words
 * @param ownService whether the run's own service is in it
 * @param machines how many machines are registered in it, whosever they are
 */
public record ClusterUse(List<String> others, boolean ownService, int machines) {

  private static final int PAGE = 100;

  /** Looks into the run's cluster. */
  public static ClusterUse of(EcsClient ecs, Run run) {
    List<String> others = new ArrayList<>();
    List<String> services = services(ecs, run);
    for (String service : services) {
      if (!service.equals(run.serviceName())) {
        others.add("the service " + service);
      }
    }
    Set<String> tasks = tasks(ecs, run, null);
    if (!tasks.isEmpty()) {
      tasks.removeAll(tasks(ecs, run, run.taskFamily()));
    }
    if (!tasks.isEmpty()) {
      others.add(tasks.size() == 1 ? "a task of another family" : tasks.size() + " other tasks");
    }
    return new ClusterUse(others, services.contains(run.serviceName()), machines(ecs, run));
  }

  /** Whether somebody else has a service or a task in it. */
  public boolean byOthers() {
    return !others.isEmpty();
  }

  private static List<String> services(EcsClient ecs, Run run) {
    return ecs
        .listServicesPaginator(b -> b.cluster(run.cluster()).maxResults(PAGE))
        .serviceArns()
        .stream()
        .map(arn -> Arn.fromString(arn).resource())
        // One made before ECS put the cluster in its ARN has an ARN without it.
        .map(service -> service.qualifier().orElse(service.resource()))
        .toList();
  }

  private static Set<String> tasks(EcsClient ecs, Run run, String family) {
    return ecs.listTasksPaginator(b -> b.cluster(run.cluster()).family(family)).taskArns().stream()
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static int machines(EcsClient ecs, Run run) {
    return (int)
        ecs
            .listContainerInstancesPaginator(b -> b.cluster(run.cluster()))
            .containerInstanceArns()
            .stream()
            .count();
  }
}
