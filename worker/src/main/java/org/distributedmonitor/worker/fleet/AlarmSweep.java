package org.distributedmonitor.worker.fleet;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.alarm.Alarms;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.machine.Machines;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Deletes the alarms of machines that are no more. As DCP's {@code killdeadAlarms}, but it goes by
 * the alarms there are and not by the fleet's history, which EC2 forgets after two days.
 */
final class AlarmSweep {

  private AlarmSweep() {}

  static int sweep(AwsClients aws, Run run) {
    List<String> alarms = Alarms.ofMachines(aws.cloudWatch(), run);
    List<String> machines =
        alarms.stream().map(name -> run.machineOfAlarm(name).orElseThrow()).toList();
    Set<String> alive =
        Machines.byId(aws.ec2(), machines).stream()
            .filter(Machines::alive)
            .map(Instance::instanceId)
            .collect(Collectors.toSet());
    List<String> dead =
        alarms.stream()
            .filter(name -> !alive.contains(run.machineOfAlarm(name).orElseThrow()))
            .toList();
    Protected kept = Protected.in(aws);
    return Alarms.delete(
        aws.cloudWatch(), dead.stream().filter(name -> !kept.alarm(name)).toList());
  }
}
