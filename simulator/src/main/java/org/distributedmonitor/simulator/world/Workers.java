package org.distributedmonitor.simulator.world;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedmonitor.simulator.WorkerProfile;
import org.distributedmonitor.simulator.ec2.Machine;
import org.distributedmonitor.simulator.ecs.Cluster;
import org.distributedmonitor.simulator.ecs.ClusterService;
import org.distributedmonitor.simulator.ecs.ContainerTask;
import org.distributedmonitor.simulator.sqs.JobMessage;
import org.distributedmonitor.simulator.sqs.JobQueue;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * What Distributed-CellProfiler's container does on a machine ({@code run-worker.sh} and {@code
 * cp-worker.py}): it names the machine, puts the idle alarm on it, then takes jobs until there are
 * none. A failed job is made visible again after 60 s.
 */
public final class Workers {
  private static final int RETURNED_AFTER_SECONDS = 60;
  private final Map<String, WorkerProfile> byTaskFamily = new HashMap<>();
  private final Set<String> waking = new HashSet<>();
  private final World world;

  Workers(World world) {
    this.world = world;
  }

  void employ(WorkerProfile profile) {
    byTaskFamily.put(profile.spec.app() + "Task", profile);
    JobQueue queue = queue(profile);
    queue.wakeOnVisible.add(() -> wakeSoon(profile));
  }

  public WorkerProfile profile(ClusterService service) {
    return byTaskFamily.get(service.family());
  }

  private JobQueue queue(WorkerProfile profile) {
    JobQueue queue = world.queues.byName.get(profile.spec.queue());
    return queue == null || queue.deletedAt != null ? null : queue;
  }

  public void started(ContainerTask task) {
    WorkerProfile profile = profile(task.service);
    if (profile == null) {
      return;
    }
    Machine machine = task.machine;
    machine.tags.put("Name", profile.spec.app() + "Worker");
    machine.volumeTags.put("Name", profile.spec.app() + "Worker");
    world.alarms.put(idleAlarm(world, profile.instanceAlarm(machine.id), machine.id));
    world.happened(machine.id, "container started on machine " + machine.id);
    if (machine.busy() == 0) {
      machine.idleSince = null;
      idle(machine);
    }
    takeJobs(task, profile);
  }

  /** The alarm as {@code run-worker.sh} puts it. */
  static PutMetricAlarmRequest idleAlarm(World world, String name, String instanceId) {
    String action = "action/actions/AWS_EC2.InstanceId.Terminate/1.0";
    return PutMetricAlarmRequest.builder()
        .alarmName(name)
        .metricName("CPUUtilization")
        .namespace("AWS/EC2")
        .statistic(Statistic.MAXIMUM)
        .period(60)
        .evaluationPeriods(15)
        .threshold(1.0)
        .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
        .dimensions(Dimension.builder().name("InstanceId").value(instanceId).build())
        .alarmActions(world.arn("swf", action))
        .build();
  }

  public void idle(Machine machine) {
    if (machine.running() && machine.idleSince == null) {
      machine.idleSince = world.now();
      world.alarms.evaluateLater(machine, world.now());
    }
  }

  public void stopped(Machine machine) {
    if (machine.busy() == 0) {
      idle(machine);
    }
  }

  public void hang(Machine machine) {
    machine.hung = true;
    machine.tasks.forEach(task -> task.working = 0);
    world.happened(machine.id, "machine " + machine.id + " hangs");
    idle(machine);
  }

  private void wakeSoon(WorkerProfile profile) {
    if (waking.add(profile.spec.queue())) {
      world.timeline.in(world.seconds(5, 30), () -> wake(profile));
    }
  }

  private void wake(WorkerProfile profile) {
    waking.remove(profile.spec.queue());
    Cluster cluster = world.clusters.byName.get(profile.spec.cluster());
    if (cluster == null) {
      return;
    }
    for (ClusterService service : cluster.services.values()) {
      if (profile(service) == profile) {
        List.copyOf(service.tasks).forEach(task -> takeJobs(task, profile));
      }
    }
  }

  private void takeJobs(ContainerTask task, WorkerProfile profile) {
    JobQueue queue = queue(profile);
    if (queue == null || !task.running || task.machine.hung) {
      return;
    }
    while (task.working < profile.jobsPerTaskAtOnce()) {
      List<JobMessage> job = queue.receive(1, queue.seconds("VisibilityTimeout"));
      if (job.isEmpty()) {
        return;
      }
      task.working++;
      task.machine.idleSince = null;
      JobMessage message = job.get(0);
      String receipt = message.receipt;
      log(profile, task, message, "started");
      world.timeline.in(
          spread(profile.spec.jobDuration()), () -> finish(task, profile, queue, message, receipt));
    }
  }

  private Duration spread(Duration usual) {
    return Duration.ofMillis((long) (usual.toMillis() * (0.75 + 0.5 * world.random.nextDouble())));
  }

  private void finish(
      ContainerTask task,
      WorkerProfile profile,
      JobQueue queue,
      JobMessage message,
      String receipt) {
    if (!task.running || task.machine.hung) {
      return;
    }
    task.working--;
    int number = profile.numbers.getOrDefault(message.id, 0);
    if (profile.failing.contains(message.id)) {
      queue.changeVisibility(receipt, RETURNED_AFTER_SECONDS);
      log(profile, task, message, "failed");
      world.happened(task.machine.id, "job " + number + " failed");
    } else {
      queue.delete(receipt);
      log(profile, task, message, "finished");
      if (profile.done.add(message.id)) {
        world.happened(task.machine.id, "job " + number + " finished");
      }
    }
    takeJobs(task, profile);
    if (task.machine.busy() == 0) {
      idle(task.machine);
    }
  }

  private void log(WorkerProfile profile, ContainerTask task, JobMessage message, String what) {
    String job = "job-" + profile.numbers.getOrDefault(message.id, 0);
    String group = profile.spec.logGroup();
    world.logGroups.write(group, job, job + " " + what);
    world.logGroups.write(group + "_perInstance", task.machine.id, job + " " + what);
  }
}
