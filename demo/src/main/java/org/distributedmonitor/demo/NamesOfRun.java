package org.distributedmonitor.demo;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.distributedmonitor.run.Run;

/** Which names in AWS are one run's: whole names, never the beginning of one. */
final class NamesOfRun implements Predicate<String> {

  private final Run run;
  private final Set<String> names = new HashSet<>();

  NamesOfRun(Run run) {
    this.run = run;
    names.add(run.app());
    names.add(run.queue());
    names.add(run.serviceName());
    names.add(run.taskFamily());
    names.add(run.machineName());
    names.add(run.logGroup());
    names.add(run.instanceLogGroup());
    names.add(run.dashboardName());
    names.add(run.ecsConfigKey());
    names.addAll(run.queueAlarms());
  }

  @Override
  public boolean test(String name) {
    return names.contains(name) || isMachineAlarm(name);
  }

  boolean isMachineAlarm(String name) {
    return run.machineOfAlarm(name).isPresent();
  }
}
