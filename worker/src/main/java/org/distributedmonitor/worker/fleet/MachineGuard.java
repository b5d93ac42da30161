package org.distributedmonitor.worker.fleet;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.distributedmonitor.policy.GuardPolicy;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.alarm.Alarms;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.machine.Machines;
import org.distributedmonitor.worker.service.ClusterTasks;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Gives machines on which no container can start the name and the alarm it would have. */
final class MachineGuard {

  /** CloudWatch takes three new alarms a second; the next look guards the rest. */
  private static final int MOST_AT_ONCE = 20;

  private static final GuardPolicy.Verdict NOTHING = new GuardPolicy.Verdict(List.of(), 0, 0, 0);

  private final Clock clock;
  private final AlarmAction action = new AlarmAction();

  MachineGuard(Clock clock) {
    this.clock = clock;
  }

  /**
   * The machines that were guarded; what keeps others from it is a warning. ECS is asked only when
   * there are machines in question, and when it does not answer none is guarded.
   */
  List<String> guard(
      AwsClients aws,
      Run run,
      List<Instance> machines,
      Duration guardAfter,
      List<String> warnings,
      Problems problems) {
    List<GuardPolicy.Machine> grown =
        GuardPolicy.grown(seen(machines), clock.instant(), guardAfter);
    if (GuardPolicy.bare(grown, Set.of()).isEmpty()) {
      return List.of();
    }
    GuardPolicy.Verdict verdict =
        problems.attempt(NOTHING, () -> judge(aws, run, grown, guardAfter, warnings));
    if (verdict.stranded().isEmpty()) {
      return List.of();
    }
    List<String> armed =
        problems.attempt(List.of(), () -> arm(aws, run, verdict.stranded(), problems));
    problems.attempt(null, () -> name(aws, run, armed));
    return armed;
  }

  private static GuardPolicy.Verdict judge(
      AwsClients aws,
      Run run,
      List<GuardPolicy.Machine> grown,
      Duration guardAfter,
      List<String> warnings) {
    List<String> bare = GuardPolicy.bare(grown, Alarms.watchedMachines(aws.cloudWatch()));
    if (bare.isEmpty()) {
      return NOTHING;
    }
    Optional<GuardPolicy.Cluster> cluster = ClusterTasks.of(aws.ecs(), run);
    if (cluster.isEmpty()) {
      warnings.add(GuardWords.noCluster(run, bare.size()));
      return NOTHING;
    }
    GuardPolicy.Verdict verdict = GuardPolicy.judge(bare, grown.size(), cluster.get());
    warnings.addAll(GuardWords.of(run, verdict, grown.size(), cluster.get().wanted(), guardAfter));
    return verdict;
  }

  private static List<GuardPolicy.Machine> seen(List<Instance> machines) {
    return machines.stream()
        .filter(Machines::alive)
        .map(
            machine ->
                new GuardPolicy.Machine(
                    machine.instanceId(),
                    machine.launchTime(),
                    Machines.tag(machine, Machines.NAME_TAG).isPresent()))
        .toList();
  }

  /** The alarm comes before the name: a machine with a name is never looked at again. */
  private List<String> arm(AwsClients aws, Run run, List<String> stranded, Problems problems) {
    String terminate = action.terminate(aws);
    List<String> armed = new ArrayList<>();
    for (String machine : stranded) {
      boolean done =
          armed.size() < MOST_AT_ONCE
              && problems.attempt(false, () -> putAlarm(aws, run, machine, terminate));
      if (!done) {
        break;
      }
      armed.add(machine);
    }
    return armed;
  }

  /** The alarm that DCP's worker puts on its machine ({@code run-worker.sh}). */
  private static boolean putAlarm(AwsClients aws, Run run, String machine, String terminate) {
    Dimension dimension = Dimension.builder().name("InstanceId").value(machine).build();
    aws.cloudWatch()
        .putMetricAlarm(
            b ->
                b.alarmName(run.alarmName(machine))
                    .alarmActions(terminate)
                    .namespace("AWS/EC2")
                    .metricName("CPUUtilization")
                    .dimensions(dimension)
                    .statistic(Statistic.MAXIMUM)
                    .threshold(1.0)
                    .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                    .period(60)
                    .evaluationPeriods(15)
                    .datapointsToAlarm(15));
    return true;
  }

  private static Void name(AwsClients aws, Run run, List<String> machines) {
    Tag name = Tag.builder().key(Machines.NAME_TAG).value(run.machineName()).build();
    if (!machines.isEmpty()) {
      aws.ec2().createTags(b -> b.resources(machines).tags(name));
    }
    return null;
  }
}
