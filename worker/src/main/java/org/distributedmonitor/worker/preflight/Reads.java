package org.distributedmonitor.worker.preflight;

import io.temporal.failure.ApplicationFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsClients;

/**
 * Makes once, with the smallest page there is, each reading call that the end of a run needs: what
 * is refused now would be refused then. For where IAM itself cannot be asked.
 */
final class Reads {

  /** The smallest page that EC2 gives. */
  private static final int FEW = 5;

  private final AwsClients aws;
  private final Run run;
  private final Set<String> refused = new LinkedHashSet<>();

  private Reads(AwsClients aws, Run run) {
    this.aws = aws;
    this.run = run;
  }

  /** The permissions that were refused. */
  static Set<String> refused(AwsClients aws, Run run, List<String> fleetIds) {
    Reads reads = new Reads(aws, run);
    reads.fleets(fleetIds);
    reads.cloudWatch();
    reads.service();
    if (!run.sharesDefaultCluster()) {
      reads.cluster();
    }
    reads.logs();
    return reads.refused;
  }

  private void fleets(List<String> fleetIds) {
    read(() -> aws.ec2().describeSpotFleetRequests(b -> b.maxResults(FEW)));
    read(() -> aws.ec2().describeInstances(b -> b.maxResults(FEW)));
    read(() -> aws.ec2().describeVolumes(b -> b.maxResults(FEW)));
    read(() -> aws.tagging().getResources(b -> b.resourcesPerPage(1)));
    for (String id : fleetIds) {
      read(
          () ->
              aws.ec2().describeSpotFleetInstances(b -> b.spotFleetRequestId(id).maxResults(FEW)));
    }
  }

  private void cloudWatch() {
    read(() -> aws.cloudWatch().describeAlarms(b -> b.maxRecords(1)));
    if (run.cleanDashboard()) {
      read(() -> aws.cloudWatch().getDashboard(b -> b.dashboardName(run.dashboardName())));
    }
  }

  private void service() {
    read(
        () ->
            aws.ecs().describeServices(b -> b.cluster(run.cluster()).services(run.serviceName())));
    read(() -> aws.ecs().listTaskDefinitions(b -> b.familyPrefix(run.taskFamily()).maxResults(1)));
  }

  private void cluster() {
    String cluster = run.cluster();
    read(() -> aws.ecs().describeClusters(b -> b.clusters(cluster)));
    read(() -> aws.ecs().listContainerInstances(b -> b.cluster(cluster).maxResults(1)));
    read(() -> aws.ecs().listServices(b -> b.cluster(cluster).maxResults(1)));
    read(() -> aws.ecs().listTasks(b -> b.cluster(cluster).maxResults(1)));
  }

  private void logs() {
    read(() -> aws.logs().describeLogGroups(b -> b.logGroupNamePrefix(run.logGroup()).limit(1)));
    read(() -> aws.logs().describeLogStreams(b -> b.logGroupName(run.logGroup()).limit(1)));
    read(() -> aws.logs().describeExportTasks(b -> b.limit(1)));
  }

  /** Only a refusal counts: that something is not there, or slow, is no matter here. */
  private void read(Supplier<?> call) {
    try {
      call.get();
    } catch (ApplicationFailure failure) {
      if (failure.getType().equals(FailureType.REFUSED.name())) {
        refused.add(failure.getDetails().get(Refusal.class).operation());
      }
    }
  }
}
