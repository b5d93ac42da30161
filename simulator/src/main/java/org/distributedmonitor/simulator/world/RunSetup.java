package org.distributedmonitor.simulator.world;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.WorkerProfile;
import org.distributedmonitor.simulator.ecs.Cluster;
import org.distributedmonitor.simulator.ecs.ClusterService;
import org.distributedmonitor.simulator.sqs.JobQueue;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.SpotFleetLaunchSpecification;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfigData;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** Builds a run as {@code run.py setup}, {@code submitJob} and {@code startCluster} do. */
public final class RunSetup {
  private final World world;
  private final RunSpec spec;

  public RunSetup(World world, RunSpec spec) {
    this.world = world;
    this.spec = spec;
  }

  public SimulatedRun build() {
    WorkerProfile profile = new WorkerProfile(spec);
    world.buckets.create(spec.bucket());
    if (spec.bucketAllowsLogExports()) {
      world.buckets.allowLogExports(spec.bucket());
    }
    world.logGroups.create(spec.logGroup());
    world.logGroups.create(spec.logGroup() + "_perInstance");
    queues();
    world.workers.employ(profile);
    containers();
    leftovers();
    SimulatedRun run = new SimulatedRun(world, profile, this);
    run.submitJobs(spec.jobs());
    run.startAnotherFleet();
    extras(run);
    return run;
  }

  private void queues() {
    JobQueue dead = world.queues.create(spec.deadLetterQueue(), Map.of(), Map.of());
    String redrive =
        "{\"deadLetterTargetArn\":\""
            + dead.arn()
            + "\",\"maxReceiveCount\":\""
            + spec.maxReceiveCount()
            + "\"}";
    world.queues.create(
        spec.queue(),
        Map.of(
            "VisibilityTimeout",
            Long.toString(spec.visibilityTimeout().toSeconds()),
            "MaximumMessageSize",
            "262144",
            "MessageRetentionPeriod",
            "1209600",
            "RedrivePolicy",
            redrive),
        Map.of());
  }

  private void containers() {
    world.clusters.create(spec.cluster());
    RegisterTaskDefinitionRequest definition =
        RegisterTaskDefinitionRequest.builder()
            .family(spec.app() + "Task")
            .containerDefinitions(
                ContainerDefinition.builder()
                    .name(spec.app())
                    .image("cellprofiler/distributed-cellprofiler:2.0.0_4.1.3")
                    .environment(
                        variable("APP_NAME", spec.app()),
                        variable("SQS_QUEUE_URL", world.queues.byName.get(spec.queue()).url()),
                        variable("AWS_REGION", world.region),
                        variable("AWS_BUCKET", spec.bucket()),
                        variable("LOG_GROUP_NAME", spec.logGroup()))
                    .build())
            .build();
    for (int i = 0; i < Math.max(1, spec.taskRevisions()); i++) {
      world.taskDefinitions.register(definition);
    }
    Cluster cluster = world.clusters.create(spec.cluster());
    ClusterService old = cluster.services.get(spec.app() + "Service");
    boolean kept = old != null && old.status.equals("ACTIVE");
    ClusterService service =
        kept ? old : new ClusterService(world, cluster, spec.app() + "Service");
    service.taskDefinition = world.taskDefinitions.find(spec.app() + "Task").taskDefinitionArn();
    cluster.services.put(service.name, service);
    world.clusters.scale(service, spec.serviceTasks());
    world.buckets.put(
        spec.bucket(),
        "ecsconfigs/" + spec.app() + "_ecs.config",
        "ECS_CLUSTER=" + spec.cluster() + "\nECS_AVAILABLE_LOGGING_DRIVERS=[\"awslogs\"]\n");
  }

  private static KeyValuePair variable(String name, String value) {
    return KeyValuePair.builder().name(name).value(value).build();
  }

  private void leftovers() {
    for (int i = 0; i < spec.deadMachinesWithAlarms(); i++) {
      String id = "i-" + world.hex(17);
      world.alarms.put(Workers.idleAlarm(world, spec.app() + "_" + id, id));
    }
  }

  private void extras(SimulatedRun run) {
    if (spec.dashboard()) {
      world.dashboards.put(spec.app(), "{\"widgets\":[]}");
    }
    if (spec.autoMonitorAlarms()) {
      queueAlarm("Visible");
      queueAlarm("NotVisible");
      world.buckets.put(
          spec.bucket(),
          "monitors/" + spec.app() + "SpotFleetRequestId.json",
          run.monitorFileJson());
    }
  }

  private void queueAlarm(String which) {
    String metric = "ApproximateNumberOfMessages" + which;
    world.alarms.put(
        PutMetricAlarmRequest.builder()
            .alarmName(metric + "isZero_" + spec.app())
            .metricName(metric)
            .namespace("AWS/SQS")
            .statistic(Statistic.AVERAGE)
            .dimensions(Dimension.builder().name("QueueName").value(spec.queue()).build())
            .period(300)
            .evaluationPeriods(1)
            .datapointsToAlarm(1)
            .threshold(0.0)
            .comparisonOperator(ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData("missing")
            .alarmActions(world.arn("sns", "Monitor"))
            .build());
  }

  public SpotFleetRequestConfigData fleet(int machines, int weight) {
    String userData =
        Base64.getEncoder().encodeToString(launchScript().getBytes(StandardCharsets.UTF_8));
    return SpotFleetRequestConfigData.builder()
        .iamFleetRole("arn:aws:iam::" + world.account + ":role/aws-ec2-spot-fleet-tagging-role")
        .targetCapacity(machines * weight)
        .onDemandTargetCapacity(spec.onDemandMachines() * weight)
        .spotPrice("0.13")
        .type(spec.maintain() ? FleetType.MAINTAIN : FleetType.REQUEST)
        .excessCapacityTerminationPolicy(ExcessCapacityTerminationPolicy.DEFAULT)
        .terminateInstancesWithExpiration(true)
        .launchSpecifications(
            SpotFleetLaunchSpecification.builder()
                .imageId("ami-0f161e6034a6262d8")
                .instanceType("m5.xlarge")
                .weightedCapacity(weight == 1 ? null : (double) weight)
                .userData(userData)
                .build())
        .build();
  }

  private String launchScript() {
    return """
        Content-Type: multipart/mixed; boundary="==BOUNDARY=="
        MIME-Version: 1.0

        --==BOUNDARY==
        MIME-Version: 1.0
        Content-Type: text/x-shellscript; charset="us-ascii"

        #!/bin/bash
        sudo yum install -y awscli
        aws s3 cp s3://%s/ecsconfigs/%s_ecs.config /etc/ecs/ecs.config
        --==BOUNDARY==--
        """
        .formatted(spec.bucket(), spec.app());
  }
}
