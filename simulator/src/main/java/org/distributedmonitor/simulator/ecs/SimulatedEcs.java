package org.distributedmonitor.simulator.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.*;

/** ECS: clusters, services, task definitions. */
public final class SimulatedEcs implements EcsClient {
  private final World world;
  private final EcsClusters clusters;
  private final EcsServices services;
  private final EcsTaskDefinitions definitions;

  public SimulatedEcs(World world) {
    this.world = world;
    this.clusters = new EcsClusters(world);
    this.services = new EcsServices(world, clusters);
    this.definitions = new EcsTaskDefinitions(world, clusters);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public CreateClusterResponse createCluster(CreateClusterRequest request) {
    return world.call(
        "ecs:CreateCluster", World.named(request.clusterName()), () -> clusters.create(request));
  }

  @Override
  public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
    return world.call("ecs:DescribeClusters", request.clusters(), () -> clusters.describe(request));
  }

  @Override
  public DeleteClusterResponse deleteCluster(DeleteClusterRequest request) {
    return world.call(
        "ecs:DeleteCluster", World.named(request.cluster()), () -> clusters.delete(request));
  }

  @Override
  public ListContainerInstancesResponse listContainerInstances(
      ListContainerInstancesRequest request) {
    return world.call(
        "ecs:ListContainerInstances",
        World.named(request.cluster()),
        () -> clusters.containerInstances(request));
  }

  @Override
  public DescribeContainerInstancesResponse describeContainerInstances(
      DescribeContainerInstancesRequest request) {
    return world.call(
        "ecs:DescribeContainerInstances",
        World.named(request.cluster()),
        () -> clusters.describeContainerInstances(request));
  }

  @Override
  public ListTasksResponse listTasks(ListTasksRequest request) {
    return world.call(
        "ecs:ListTasks",
        World.named(request.cluster(), request.serviceName()),
        () -> clusters.tasks(request));
  }

  @Override
  public CreateServiceResponse createService(CreateServiceRequest request) {
    return world.call(
        "ecs:CreateService",
        World.named(request.cluster(), request.serviceName()),
        () -> services.create(request));
  }

  @Override
  public UpdateServiceResponse updateService(UpdateServiceRequest request) {
    return world.call(
        "ecs:UpdateService",
        World.named(request.cluster(), request.service()),
        () -> services.update(request));
  }

  @Override
  public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
    List<String> names = new ArrayList<>(World.named(request.cluster()));
    names.addAll(request.services());
    return world.call("ecs:DescribeServices", names, () -> services.describe(request));
  }

  @Override
  public DeleteServiceResponse deleteService(DeleteServiceRequest request) {
    return world.call(
        "ecs:DeleteService",
        World.named(request.cluster(), request.service()),
        () -> services.delete(request));
  }

  @Override
  public ListServicesResponse listServices(ListServicesRequest request) {
    return world.call(
        "ecs:ListServices", World.named(request.cluster()), () -> services.list(request));
  }

  @Override
  public RegisterTaskDefinitionResponse registerTaskDefinition(
      RegisterTaskDefinitionRequest request) {
    return world.call(
        "ecs:RegisterTaskDefinition",
        World.named(request.family()),
        () -> definitions.register(request));
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    return world.call(
        "ecs:DescribeTaskDefinition",
        World.named(request.taskDefinition()),
        () -> definitions.describe(request));
  }

  @Override
  public DeregisterTaskDefinitionResponse deregisterTaskDefinition(
      DeregisterTaskDefinitionRequest request) {
    return world.call(
        "ecs:DeregisterTaskDefinition",
        World.named(request.taskDefinition()),
        () -> definitions.deregister(request));
  }

  @Override
  public ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
    return world.call(
        "ecs:ListTaskDefinitions",
        World.named(request.familyPrefix()),
        () -> definitions.list(request));
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return world.call(
        "ecs:ListTagsForResource",
        World.named(request.resourceArn()),
        () ->
            ListTagsForResourceResponse.builder()
                .tags(
                    tagsOf(request.resourceArn()).entrySet().stream()
                        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                        .toList())
                .build());
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    return world.call(
        "ecs:TagResource",
        World.named(request.resourceArn()),
        () -> {
          Map<String, String> tags = tagsOf(request.resourceArn());
          request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
          return TagResourceResponse.builder().build();
        });
  }

  private Map<String, String> tagsOf(String arn) {
    if (world.taskDefinitions.tags.containsKey(arn)) {
      return world.taskDefinitions.tags.get(arn);
    }
    String[] parts = arn.split("/");
    Cluster cluster = clusters.cluster(parts.length > 1 ? parts[1] : null);
    ClusterService service = parts.length > 2 ? cluster.services.get(parts[2]) : null;
    return service == null ? cluster.tags : service.tags;
  }
}
