package org.distributedmonitor.simulator.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.ec2.Machine;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.ecs.model.*;

/** The cluster operations: a cluster that holds anything is not deleted. */
final class EcsClusters {
  final Supplier<RuntimeException> badToken = () -> invalid("Invalid token");
  private final World world;

  EcsClusters(World world) {
    this.world = world;
  }

  /** A name or an ARN; without either it is the cluster {@code default}. */
  static String last(String name) {
    return name == null ? "default" : name.substring(name.lastIndexOf('/') + 1);
  }

  Cluster cluster(String name) {
    Cluster cluster = world.clusters.byName.get(last(name));
    if (cluster == null || !cluster.status.equals("ACTIVE")) {
      throw world.error("ClusterNotFoundException");
    }
    return cluster;
  }

  CreateClusterResponse create(CreateClusterRequest request) {
    Cluster cluster = world.clusters.create(last(request.clusterName()));
    request.tags().forEach(tag -> cluster.tags.put(tag.key(), tag.value()));
    return CreateClusterResponse.builder().cluster(told(cluster)).build();
  }

  DescribeClustersResponse describe(DescribeClustersRequest request) {
    List<String> names = request.clusters().isEmpty() ? List.of("default") : request.clusters();
    if (names.size() > world.limits().batch()) {
      throw invalid("Clusters cannot have more than 100 elements");
    }
    List<software.amazon.awssdk.services.ecs.model.Cluster> found = new ArrayList<>();
    List<Failure> missing = new ArrayList<>();
    for (String name : names) {
      Cluster cluster = world.clusters.byName.get(last(name));
      if (cluster == null || world.undone().isPresent()) {
        missing.add(
            Failure.builder()
                .arn(world.arn("ecs", "cluster/" + last(name)))
                .reason(world.part("MISSING").code())
                .build());
      } else {
        found.add(told(cluster));
      }
    }
    return DescribeClustersResponse.builder().clusters(found).failures(missing).build();
  }

  DeleteClusterResponse delete(DeleteClusterRequest request) {
    Cluster cluster = world.clusters.byName.get(last(request.cluster()));
    if (cluster == null) {
      cluster(request.cluster());
    }
    if (!cluster.containerInstances.isEmpty()) {
      throw world.error("ClusterContainsContainerInstancesException");
    }
    if (cluster.services.values().stream().anyMatch(it -> !it.status.equals("INACTIVE"))) {
      throw world.error("ClusterContainsServicesException");
    }
    if (!cluster.tasks().isEmpty()) {
      throw world.error("ClusterContainsTasksException");
    }
    cluster.status = "INACTIVE";
    return DeleteClusterResponse.builder().cluster(told(cluster)).build();
  }

  private software.amazon.awssdk.services.ecs.model.Cluster told(Cluster cluster) {
    int running = (int) cluster.tasks().stream().filter(task -> task.running).count();
    return software.amazon.awssdk.services.ecs.model.Cluster.builder()
        .clusterName(cluster.name)
        .clusterArn(world.arn("ecs", "cluster/" + cluster.name))
        .status(cluster.status)
        .registeredContainerInstancesCount(cluster.containerInstances.size())
        .runningTasksCount(running)
        .pendingTasksCount(cluster.tasks().size() - running)
        .activeServicesCount(cluster.active().size())
        .build();
  }

  ListContainerInstancesResponse containerInstances(ListContainerInstancesRequest request) {
    Cluster cluster = cluster(request.cluster());
    Pages<String> page =
        world.page(
            List.copyOf(cluster.containerInstances.keySet()),
            id -> id,
            request.nextToken(),
            request.maxResults(),
            badToken);
    return ListContainerInstancesResponse.builder()
        .containerInstanceArns(
            page.items().stream()
                .map(id -> world.arn("ecs", "container-instance/" + cluster.name + "/" + id))
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  DescribeContainerInstancesResponse describeContainerInstances(
      DescribeContainerInstancesRequest request) {
    Cluster cluster = cluster(request.cluster());
    List<String> wanted = request.containerInstances();
    if (wanted.isEmpty() || wanted.size() > world.limits().batch()) {
      throw invalid("Between 1 and 100 container instances can be described at once");
    }
    List<ContainerInstance> found = new ArrayList<>();
    List<Failure> missing = new ArrayList<>();
    for (String arn : wanted) {
      Machine machine = cluster.containerInstances.get(last(arn));
      if (machine == null || world.undone().isPresent()) {
        missing.add(Failure.builder().arn(arn).reason(world.part("MISSING").code()).build());
      } else {
        found.add(told(cluster, machine));
      }
    }
    return DescribeContainerInstancesResponse.builder()
        .containerInstances(found)
        .failures(missing)
        .build();
  }

  private ContainerInstance told(Cluster cluster, Machine machine) {
    int running = (int) machine.tasks.stream().filter(task -> task.running).count();
    String id = machine.containerInstanceId;
    return ContainerInstance.builder()
        .containerInstanceArn(world.arn("ecs", "container-instance/" + cluster.name + "/" + id))
        .ec2InstanceId(machine.id)
        .status("ACTIVE")
        .agentConnected(machine.running())
        .runningTasksCount(running)
        .pendingTasksCount(machine.tasks.size() - running)
        .build();
  }

  ListTasksResponse tasks(ListTasksRequest request) {
    Cluster cluster = cluster(request.cluster());
    List<ContainerTask> found = new ArrayList<>(cluster.tasks());
    if (request.serviceName() != null) {
      ClusterService service = cluster.services.get(last(request.serviceName()));
      if (service == null) {
        throw world.error("ServiceNotFoundException");
      }
      found.removeIf(task -> task.service != service);
    }
    if (request.family() != null) {
      found.removeIf(task -> !task.service.family().equals(request.family()));
    }
    if (request.containerInstance() != null) {
      String id = last(request.containerInstance());
      found.removeIf(task -> !id.equals(task.machine.containerInstanceId));
    }
    found.removeIf(task -> request.desiredStatus() == DesiredStatus.STOPPED);
    found.sort((one, other) -> one.id.compareTo(other.id));
    Pages<ContainerTask> page =
        world.page(found, task -> task.id, request.nextToken(), request.maxResults(), badToken);
    return ListTasksResponse.builder()
        .taskArns(
            page.items().stream()
                .map(task -> world.arn("ecs", "task/" + cluster.name + "/" + task.id))
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  RuntimeException invalid(String text) {
    return world.saying("InvalidParameterException", text);
  }
}
