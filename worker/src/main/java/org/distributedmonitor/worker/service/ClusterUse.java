package org.distributedmonitor.worker.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

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

  private static int machines(EcsClient ecs, Run run) {
    List<ListContainerInstancesResponse> pages =
        Pages.all(
            token ->
                AwsFailures.call(
                    "ecs:ListContainerInstances",
                    () ->
                        ecs.listContainerInstances(b -> b.cluster(run.cluster()).nextToken(token))),
            ListContainerInstancesResponse::nextToken);
    return pages.stream().mapToInt(page -> page.containerInstanceArns().size()).sum();
  }
}
