package org.distributedmonitor.worker.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.distributedmonitor.policy.GuardPolicy;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Service;

/** Which machines of the run's cluster have tasks, and whether the run's service wants more. */
public final class ClusterTasks {

  /** As many as a page holds, and as many as one call describes. */
  private static final int BATCH = 100;

  private ClusterTasks() {}

  /**
   * Looks at the machines first: a task that is placed meanwhile then shows in the service, and no
   * machine is taken for one that lacks it.
   *
   * @return empty when there is no such cluster
   */
  public static Optional<GuardPolicy.Cluster> of(EcsClient ecs, Run run) {
    return registered(ecs, run)
        .map(
            machines -> {
              Map<String, Integer> tasks = tasksOf(ecs, run, machines);
              Optional<Service> service =
                  Services.find(ecs, run).filter(found -> !Services.draining(found));
              return new GuardPolicy.Cluster(
                  tasks,
                  service.map(Service::desiredCount).orElse(0),
                  service.map(found -> found.runningCount() + found.pendingCount()).orElse(0));
            });
  }

  private static Optional<List<String>> registered(EcsClient ecs, Run run) {
    return Gone.CLUSTER.or(
        () ->
            ecs
                .listContainerInstancesPaginator(b -> b.cluster(run.cluster()).maxResults(BATCH))
                .containerInstanceArns()
                .stream()
                .toList());
  }

  private static Map<String, Integer> tasksOf(EcsClient ecs, Run run, List<String> machines) {
    List<ContainerInstance> described = new ArrayList<>();
    for (List<String> piece : Pages.pieces(machines, BATCH)) {
      Gone.CLUSTER
          .or(
              () ->
                  ecs.describeContainerInstances(
                      b -> b.cluster(run.cluster()).containerInstances(piece)))
          .ifPresent(answer -> described.addAll(answer.containerInstances()));
    }
    Map<String, Integer> tasks = new TreeMap<>();
    for (ContainerInstance machine : described) {
      // A machine whose agent registered twice has what either has.
      tasks.merge(
          machine.ec2InstanceId(),
          machine.runningTasksCount() + machine.pendingTasksCount(),
          Integer::sum);
    }
    return tasks;
  }
}
