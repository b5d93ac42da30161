package org.distributedmonitor.worker.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

/**
 * What is in a cluster, told apart by whose it is.
 *
 * @param others what is not this run's, in words
 * @param machines the run's machines that are still registered
 */
record ClusterUse(List<String> others, List<String> machines) {

  private static final int PAGE = 100;

  static ClusterUse of(EcsClient ecs, CleanupOrder order) {
    Run run = order.run();
    List<String> others = new ArrayList<>();
    for (String service : services(ecs, run)) {
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
    Set<String> frozen = new HashSet<>(order.frozen().machineIds());
    Set<String> ours = new TreeSet<>();
    for (String machine : machines(ecs, run)) {
      if (frozen.contains(machine)) {
        ours.add(machine);
      } else {
        others.add("the machine " + machine);
      }
    }
    return new ClusterUse(others, List.copyOf(ours));
  }

  private static List<String> services(EcsClient ecs, Run run) {
    List<ListServicesResponse> pages =
        Pages.all(
            token ->
                AwsFailures.call(
                    "ecs:ListServices",
                    () ->
                        ecs.listServices(
                            b -> b.cluster(run.cluster()).maxResults(PAGE).nextToken(token))),
            ListServicesResponse::nextToken);
    return pages.stream()
        .flatMap(page -> page.serviceArns().stream())
        .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
        .toList();
  }

  private static Set<String> tasks(EcsClient ecs, Run run, String family) {
    List<ListTasksResponse> pages =
        Pages.all(
            token ->
                AwsFailures.call(
                    "ecs:ListTasks",
                    () ->
                        ecs.listTasks(
                            b -> b.cluster(run.cluster()).family(family).nextToken(token))),
            ListTasksResponse::nextToken);
    Set<String> arns = new HashSet<>();
    pages.forEach(page -> arns.addAll(page.taskArns()));
    return arns;
  }

  private static List<String> machines(EcsClient ecs, Run run) {
    List<ListContainerInstancesResponse> pages =
        Pages.all(
            token ->
                AwsFailures.call(
                    "ecs:ListContainerInstances",
                    () ->
                        ecs.listContainerInstances(b -> b.cluster(run.cluster()).nextToken(token))),
            ListContainerInstancesResponse::nextToken);
    List<String> arns =
        pages.stream().flatMap(page -> page.containerInstanceArns().stream()).toList();
    List<String> ids = new ArrayList<>();
    for (List<String> piece : Pages.pieces(arns, PAGE)) {
      AwsFailures.call(
              "ecs:DescribeContainerInstances",
              () ->
                  ecs.describeContainerInstances(
                      b -> b.cluster(run.cluster()).containerInstances(piece)))
          .containerInstances()
          .stream()
          .map(ContainerInstance::ec2InstanceId)
          .forEach(ids::add);
    }
    return ids;
  }
}
