package org.distributedmonitor.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The names by which a call could mean something of a run. */
record ResourceNames(RunInMoto run) {

  List<String> all() {
    RunPlan plan = run.plan();
    List<String> names =
        new ArrayList<>(
            List.of(
                plan.queue(),
                run.queueUrl(),
                plan.service(),
                plan.family(),
                plan.logGroup(),
                plan.perInstanceLogGroup(),
                plan.dashboard(),
                plan.visibleAlarm(),
                plan.notVisibleAlarm(),
                plan.autoMonitorKey(),
                run.fleetId()));
    for (String machine : run.machineIds()) {
      names.add(machine);
      names.add(plan.alarm(machine));
    }
    IntStream.range(0, plan.deadMachines())
        .forEach(number -> names.add(plan.alarm(plan.deadMachine(number))));
    return List.copyOf(names);
  }

  /**
   * Whether a value of the call's parameters is one of the names, alone or as the last part of an
   * ARN, a URL or a key; a longer name that contains it is another one.
   */
  static boolean namedIn(Call call, String name) {
    return values(call.parameters()).stream().anyMatch(value -> means(value, name));
  }

  private static boolean means(String value, String name) {
    return value.equals(name)
        || value.endsWith("/" + name)
        || value.endsWith(":" + name)
        || value.contains("/" + name + "/")
        || value.contains("/" + name + ":");
  }

  private static List<String> values(JsonNode node) {
    if (node.isValueNode()) {
      return List.of(node.asText());
    }
    List<String> values = new ArrayList<>();
    node.forEach(child -> values.addAll(values(child)));
    return values;
  }
}
