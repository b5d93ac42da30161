package org.distributedmonitor.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SpotFleetLaunchSpecification;
import software.amazon.awssdk.services.ec2.model.SpotFleetTagSpecification;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Tag;

/** A run's cluster, task definitions and service, and the fleet whose machines work for it. */
public record Machines(Aws aws, RunPlan plan) {

  private static final int REVISIONS = 3;

  void createService(String queueUrl) {
    boolean there =
        aws.ecs().describeClusters(d -> d.clusters(plan.cluster())).clusters().stream()
            .anyMatch(cluster -> cluster.status().equals("ACTIVE"));
    if (!there) {
      aws.ecs().createCluster(c -> c.clusterName(plan.cluster()));
    }
    for (int revision = 1; revision <= REVISIONS; revision++) {
      registerTaskDefinition(queueUrl);
    }
    aws.ecs()
        .createService(
            c ->
                c.cluster(plan.cluster())
                    .serviceName(plan.service())
                    .taskDefinition(plan.family())
                    .desiredCount(plan.machines())
                    .tags(Tag.builder().key("lab").value("imaging").build()));
  }

  private void registerTaskDefinition(String queueUrl) {
    KeyValuePair queue = KeyValuePair.builder().name("SQS_QUEUE_URL").value(queueUrl).build();
    KeyValuePair app = KeyValuePair.builder().name("APP_NAME").value(plan.app()).build();
    ContainerDefinition container =
        ContainerDefinition.builder()
            .name(plan.app())
            .image("cellprofiler/distributed-cellprofiler:2.1.0_4.2.4")
            .memory(7000)
            .environment(app, queue)
            .build();
    aws.ecs()
        .registerTaskDefinition(
            r ->
                r.family(plan.family())
                    .requiresCompatibilities(Compatibility.EC2)
                    .containerDefinitions(container));
  }

  String requestFleet() {
    SpotFleetLaunchSpecification specification =
        SpotFleetLaunchSpecification.builder()
            .imageId("ami-12c6146b")
            .instanceType("m5.xlarge")
            .userData(
                Base64.getEncoder().encodeToString(userData().getBytes(StandardCharsets.UTF_8)))
            .tagSpecifications(nameTag())
            .build();
    return aws.ec2()
        .requestSpotFleet(
            r ->
                r.spotFleetRequestConfig(
                    c ->
                        c.iamFleetRole("arn:aws:iam::123456789012:role/aws-ec2-spot-fleet-role")
                            .type(FleetType.MAINTAIN)
                            .spotPrice("0.20")
                            .targetCapacity(plan.machines())
                            .launchSpecifications(specification)))
        .spotFleetRequestId();
  }

  private SpotFleetTagSpecification nameTag() {
    return SpotFleetTagSpecification.builder()
        .resourceType(ResourceType.INSTANCE)
        .tags(
            software.amazon.awssdk.services.ec2.model.Tag.builder()
                .key("Name")
                .value(plan.workerTag())
                .build())
        .build();
  }

  /** The MIME text that DCP gives its machines: it names the run's own configuration file. */
  private String userData() {
    return """
        Content-Type: multipart/mixed; boundary="==BOUNDARY=="
        MIME-Version: 1.0

        --==BOUNDARY==
        Content-Type: text/cloud-boothook; charset="us-ascii"

        yum install -y aws-cli
        aws s3 cp s3://%s/ecsconfigs/%s_ecs.config /etc/ecs/ecs.config

        --==BOUNDARY==--
        """
        .formatted(plan.bucket(), plan.app());
  }

  /** The machines join the cluster, as the ECS agent on each does. */
  void register(String fleetId) {
    for (String machine : new FleetMachines(aws).of(fleetId)) {
      String document = "{\"instanceId\": \"" + machine + "\"}";
      aws.ecs()
          .registerContainerInstance(
              r -> r.cluster(plan.cluster()).instanceIdentityDocument(document));
    }
  }
}
