package org.distributedmonitor.simulator.ecs;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.ecs.model.*;

/** The service operations; codes and messages as in AWS's ECS API reference and its console. */
final class EcsServices {
  private final World world;
  private final EcsClusters clusters;

  EcsServices(World world, EcsClusters clusters) {
    this.world = world;
    this.clusters = clusters;
  }

  CreateServiceResponse create(CreateServiceRequest request) {
    Cluster cluster = clusters.cluster(request.cluster());
    ClusterService old = cluster.services.get(request.serviceName());
    if (old != null && old.status.equals("ACTIVE")) {
      throw clusters.invalid("Creation of service was not idempotent.");
    }
    if (old != null && old.status.equals("DRAINING")) {
      throw clusters.invalid("Unable to Start a service that is still Draining.");
    }
    TaskDefinition definition = world.taskDefinitions.find(request.taskDefinition());
    if (definition == null) {
      throw world.saying("ClientException", "TaskDefinition not found.");
    }
    ClusterService service = new ClusterService(world, cluster, request.serviceName());
    service.taskDefinition = definition.taskDefinitionArn();
    request.tags().forEach(tag -> service.tags.put(tag.key(), tag.value()));
    cluster.services.put(service.name, service);
    world.clusters.scale(service, request.desiredCount() == null ? 0 : request.desiredCount());
    return CreateServiceResponse.builder().service(told(service)).build();
  }

  UpdateServiceResponse update(UpdateServiceRequest request) {
    ClusterService service = live(request.cluster(), request.service());
    if (request.taskDefinition() != null) {
      TaskDefinition definition = world.taskDefinitions.find(request.taskDefinition());
      if (definition == null) {
        throw world.saying("ClientException", "TaskDefinition not found.");
      }
      service.taskDefinition = definition.taskDefinitionArn();
    }
    if (request.desiredCount() != null) {
      world.clusters.scale(service, request.desiredCount());
      world.happened(
          service.name, "service " + service.name + " scaled to " + request.desiredCount());
    }
    return UpdateServiceResponse.builder().service(told(service)).build();
  }

  DeleteServiceResponse delete(DeleteServiceRequest request) {
    ClusterService service = live(request.cluster(), request.service());
    if (service.desired > 0 && !Boolean.TRUE.equals(request.force())) {
      throw clusters.invalid("The service cannot be stopped while it is scaled above 0.");
    }
    world.clusters.delete(service);
    return DeleteServiceResponse.builder().service(told(service)).build();
  }

  DescribeServicesResponse describe(DescribeServicesRequest request) {
    if (request.services().isEmpty()) {
      throw clusters.invalid("Services cannot be empty.");
    }
    if (request.services().size() > world.limits().batch()) {
      throw clusters.invalid("Services cannot have more than 10 elements");
    }
    Cluster cluster = clusters.cluster(request.cluster());
    List<Service> found = new ArrayList<>();
    List<Failure> missing = new ArrayList<>();
    for (String name : request.services()) {
      ClusterService service = cluster.services.get(EcsClusters.last(name));
      if (service == null || world.undone().isPresent()) {
        String arn = world.arn("ecs", "service/" + cluster.name + "/" + EcsClusters.last(name));
        missing.add(Failure.builder().arn(arn).reason(world.part("MISSING").code()).build());
      } else {
        found.add(told(service));
      }
    }
    return DescribeServicesResponse.builder().services(found).failures(missing).build();
  }

  /** Only ACTIVE ones: a draining service is invisible here. */
  ListServicesResponse list(ListServicesRequest request) {
    Cluster cluster = clusters.cluster(request.cluster());
    Pages<ClusterService> page =
        world.page(
            List.copyOf(cluster.active()),
            service -> service.name,
            request.nextToken(),
            request.maxResults(),
            clusters.badToken);
    return ListServicesResponse.builder()
        .serviceArns(page.items().stream().map(this::arn).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private ClusterService live(String cluster, String name) {
    ClusterService service = clusters.cluster(cluster).services.get(EcsClusters.last(name));
    if (service == null) {
      throw world.error("ServiceNotFoundException");
    }
    if (!service.status.equals("ACTIVE")) {
      throw world.error("ServiceNotActiveException");
    }
    return service;
  }

  private Service told(ClusterService service) {
    return Service.builder()
        .serviceName(service.name)
        .serviceArn(arn(service))
        .clusterArn(world.arn("ecs", "cluster/" + service.cluster.name))
        .status(service.status)
        .desiredCount(service.desired)
        .runningCount(service.running())
        .pendingCount(service.tasks.size() - service.running())
        .launchType(LaunchType.EC2)
        .taskDefinition(service.taskDefinition)
        .createdAt(service.createdAt)
        .build();
  }

  String arn(ClusterService service) {
    return world.arn("ecs", "service/" + service.cluster.name + "/" + service.name);
  }
}
