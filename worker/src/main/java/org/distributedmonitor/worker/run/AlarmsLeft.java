package org.distributedmonitor.worker.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.alarm.Alarms;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.fleet.Machines;

/** Which alarms of the run are left over: not those that a live machine of another run has. */
final class AlarmsLeft {

  private AlarmsLeft() {}

  static List<String> of(AwsClients aws, CleanupOrder order, boolean newer) {
    Run run = order.run();
    List<String> alarms = Alarms.ofMachines(aws.cloudWatch(), run);
    List<String> machines =
        alarms.stream().map(alarm -> run.machineOfAlarm(alarm).orElseThrow()).toList();
    Set<String> others = Machines.aliveElsewhere(aws.ec2(), machines, order.frozen());
    List<String> left = new ArrayList<>();
    for (String alarm : alarms) {
      if (!others.contains(run.machineOfAlarm(alarm).orElseThrow())) {
        left.add(alarm);
      }
    }
    if (!newer) {
      left.addAll(Alarms.ofQueue(aws.cloudWatch(), run));
    }
    return left;
  }
}
