package org.distributedmonitor.simulator.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.distributedmonitor.simulator.ec2.Machine;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Alarms. Only one kind is evaluated: low CPU of one instance with an EC2 terminate action. A new
 * alarm starts with insufficient data; an update leaves its state (PutMetricAlarm reference).
 */
public final class Alarms {
  public final NavigableMap<String, MetricAlarm> byName = new TreeMap<>();
  public final Map<String, Map<String, String>> tags = new TreeMap<>();
  private final Map<String, TreeSet<String>> byInstance = new HashMap<>();
  private final World world;

  public Alarms(World world) {
    this.world = world;
  }

  public void put(PutMetricAlarmRequest request) {
    MetricAlarm old = byName.get(request.alarmName());
    MetricAlarm.Builder alarm =
        MetricAlarm.builder()
            .alarmName(request.alarmName())
            .alarmArn(world.arn("cloudwatch", "alarm:" + request.alarmName()))
            .alarmDescription(request.alarmDescription())
            .alarmConfigurationUpdatedTimestamp(world.now())
            .actionsEnabled(request.actionsEnabled() == null || request.actionsEnabled())
            .alarmActions(request.alarmActions())
            .okActions(request.okActions())
            .insufficientDataActions(request.insufficientDataActions())
            .metricName(request.metricName())
            .namespace(request.namespace())
            .statistic(request.statistic())
            .dimensions(request.dimensions())
            .period(request.period())
            .unit(request.unit())
            .evaluationPeriods(request.evaluationPeriods())
            .datapointsToAlarm(request.datapointsToAlarm())
            .threshold(request.threshold())
            .comparisonOperator(request.comparisonOperator())
            .treatMissingData(request.treatMissingData())
            .stateValue(old == null ? StateValue.INSUFFICIENT_DATA : old.stateValue())
            .stateReason(old == null ? "Unchecked: Initial alarm creation" : old.stateReason())
            .stateUpdatedTimestamp(old == null ? world.now() : old.stateUpdatedTimestamp());
    delist(old);
    byName.put(request.alarmName(), alarm.build());
    byInstance
        .computeIfAbsent(instance(byName.get(request.alarmName())), id -> new TreeSet<>())
        .add(request.alarmName());
    if (old == null) {
      Map<String, String> given = new TreeMap<>();
      request.tags().forEach(tag -> given.put(tag.key(), tag.value()));
      tags.put(request.alarmName(), given);
    }
    Machine machine = world.machines.byId.get(instance(byName.get(request.alarmName())));
    if (machine != null) {
      evaluateLater(machine, world.now().plus(Duration.ofMinutes(1)));
    }
  }

  boolean delete(String name) {
    tags.remove(name);
    MetricAlarm old = byName.remove(name);
    delist(old);
    return old != null;
  }

  private void delist(MetricAlarm alarm) {
    if (alarm != null) {
      byInstance.get(instance(alarm)).remove(alarm.alarmName());
    }
  }

  private static String instance(MetricAlarm alarm) {
    return alarm.dimensions().stream()
        .filter(dimension -> dimension.name().equals("InstanceId"))
        .map(Dimension::value)
        .findFirst()
        .orElse("");
  }

  /** An idle machine's alarms look at it when their periods are full. */
  public void evaluateLater(Machine machine, Instant notBefore) {
    if (machine.idleSince == null || !machine.running()) {
      return;
    }
    for (MetricAlarm alarm : terminating(machine)) {
      Instant full = machine.idleSince.plus(span(alarm));
      world.timeline.at(
          full.isAfter(notBefore) ? full : notBefore, () -> evaluate(machine, alarm.alarmName()));
    }
  }

  private void evaluate(Machine machine, String name) {
    MetricAlarm alarm = byName.get(name);
    if (alarm == null || !machine.running() || machine.idleSince == null) {
      return;
    }
    if (world.now().isBefore(machine.idleSince.plus(span(alarm)))) {
      return;
    }
    byName.put(
        name,
        alarm.toBuilder()
            .stateValue(StateValue.ALARM)
            .stateReason("Threshold Crossed: CPU was idle")
            .stateUpdatedTimestamp(world.now())
            .build());
    world.happened(
        machine.id, "alarm ended " + (machine.hung ? "hung" : "idle") + " machine " + machine.id);
    world.machines.end(machine, "Service initiated: CloudWatch alarm action");
  }

  private List<MetricAlarm> terminating(Machine machine) {
    return byInstance.getOrDefault(machine.id, new TreeSet<>()).stream()
        .map(byName::get)
        .filter(alarm -> "CPUUtilization".equals(alarm.metricName()))
        .filter(alarm -> alarm.comparisonOperatorAsString().startsWith("LessThan"))
        .filter(MetricAlarm::actionsEnabled)
        .filter(alarm -> alarm.alarmActions().stream().anyMatch(Alarms::terminates))
        .toList();
  }

  private static boolean terminates(String action) {
    return action.contains("AWS_EC2.InstanceId.Terminate") || action.endsWith(":ec2:terminate");
  }

  private static Duration span(MetricAlarm alarm) {
    return Duration.ofSeconds((long) alarm.period() * alarm.evaluationPeriods());
  }
}
