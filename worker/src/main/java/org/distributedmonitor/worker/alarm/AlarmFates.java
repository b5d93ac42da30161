package org.distributedmonitor.worker.alarm;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.machine.Machines;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * The alarms that bear the run's name, told apart by what is to become of them. A machine that is
 * on keeps its alarm, whatever run the alarm's name says: nothing else ends one that hangs.
 */
public final class AlarmFates {

  /** What is to become of an alarm. */
  public enum Fate {
    /** A machine's, to be deleted. */
    DELETED,
    /** Auto-Monitor's on the queue, to be deleted. */
    DELETED_OF_QUEUE,
    /** Its machine is on for another run. */
    ANOTHER_RUNS,
    /** Its machine is this run's and has not ended yet. */
    STILL_ON,
    /** Its machine is this run's, and somebody protects it by a tag. */
    OF_KEPT_MACHINE,
    /** Somebody protects the alarm itself by a tag. */
    PROTECTED,
    /** Nobody may look whether its machine is on. */
    UNCLEAR
  }

  private final Map<Fate, List<String>> alarms = new EnumMap<>(Fate.class);
  private String unseen = "";

  private AlarmFates() {}

  /**
   * Tells them apart by reading alone.
   *
   * @param newer whether the run's name was set up again: DCP makes the queue's alarms anew with
   *     the same names. Where nobody may look, their own ages tell
   */
  public static AlarmFates of(
      AwsClients aws, CleanupOrder order, Protected tags, BooleanSupplier newer) {
    AlarmFates fates = new AlarmFates();
    fates.ofMachines(aws, order, tags);
    List<String> ofQueue =
        Alarms.ofQueue(aws.cloudWatch(), order.run()).stream()
            .filter(alarm -> !order.frozen().bornLater(alarm.alarmConfigurationUpdatedTimestamp()))
            .map(MetricAlarm::alarmName)
            .toList();
    if (!ofQueue.isEmpty() && !newer.getAsBoolean()) {
      ofQueue.forEach(name -> fates.put(name, unlessProtected(name, tags, Fate.DELETED_OF_QUEUE)));
    }
    return fates;
  }

  /** The alarms of one fate. */
  public List<String> of(Fate fate) {
    return alarms.getOrDefault(fate, List.of());
  }

  /** Every alarm that is to be deleted. */
  public List<String> doomed() {
    return Stream.concat(of(Fate.DELETED).stream(), of(Fate.DELETED_OF_QUEUE).stream()).toList();
  }

  /** Why nobody may look at the machines, a sentence; empty when they were seen. */
  public String unseen() {
    return unseen;
  }

  private void ofMachines(AwsClients aws, CleanupOrder order, Protected tags) {
    Run run = order.run();
    List<String> names = Alarms.ofMachines(aws.cloudWatch(), run);
    Set<String> ids = names.stream().map(name -> machineOf(run, name)).collect(Collectors.toSet());
    Map<String, Instance> on;
    try {
      on =
          Machines.alive(aws.ec2(), ids, order.frozen()).stream()
              .collect(Collectors.toMap(Instance::instanceId, Function.identity()));
    } catch (ApplicationFailure failure) {
      unseen = AwsFailures.wordsIfRefused(failure);
      names.forEach(name -> put(name, unlessProtected(name, tags, Fate.UNCLEAR)));
      return;
    }
    for (String name : names) {
      Instance machine = on.get(machineOf(run, name));
      put(
          name,
          machine == null
              ? unlessProtected(name, tags, Fate.DELETED)
              : on(name, tags, machine, order.frozen()));
    }
  }

  private static Fate unlessProtected(String name, Protected tags, Fate otherwise) {
    return tags.alarm(name) ? Fate.PROTECTED : otherwise;
  }

  private static Fate on(String name, Protected tags, Instance machine, FrozenRun frozen) {
    if (!Machines.ofRun(machine, frozen)) {
      return Fate.ANOTHER_RUNS;
    }
    if (Machines.kept(machine, frozen)) {
      return Fate.OF_KEPT_MACHINE;
    }
    return unlessProtected(name, tags, Fate.STILL_ON);
  }

  private void put(String name, Fate fate) {
    alarms.computeIfAbsent(fate, first -> new ArrayList<>()).add(name);
  }

  private static String machineOf(Run run, String alarm) {
    return run.machineOfAlarm(alarm).orElseThrow();
  }
}
