package org.distributedmonitor.simulator.world;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A canonical text of the resources whose names match: one line each, in a fixed order. */
public final class Dump {
  private final World world;
  private final Predicate<String> names;
  private final StringBuilder text = new StringBuilder();

  public Dump(World world, Predicate<String> names) {
    this.world = world;
    this.names = names;
  }

  public String text() {
    queues();
    fleets();
    clusters();
    world.alarms.byName.forEach(
        (name, alarm) -> line(List.of(name), "alarm", alarm, world.alarms.tags.get(name)));
    world.dashboards.byName.forEach(
        (name, dashboard) ->
            line(List.of(name), "dashboard", dashboard, world.dashboards.tags.get(name)));
    logs();
    world.buckets.byName.forEach(
        (name, bucket) -> {
          line(List.of(name), "bucket", name + " policy=" + bucket.policy, Map.of());
          bucket.objects.forEach(
              (key, object) ->
                  line(
                      List.of(key),
                      "object",
                      name + "/" + key + " " + object.content().length + " " + object.etag(),
                      object.metadata()));
        });
    return text.toString();
  }

  private void line(List<String> called, String kind, Object what, Map<String, String> tags) {
    if (called.stream().anyMatch(names)) {
      text.append(kind).append(' ').append(what);
      text.append(tags == null || tags.isEmpty() ? "" : " tags=" + tags).append('\n');
    }
  }

  private void queues() {
    world.queues.byName.forEach(
        (name, queue) -> {
          if (queue.deletedAt == null) {
            String what = name + " since " + queue.createdAt + " " + queue.attributes;
            line(List.of(name), "queue", what + " " + queue.counts(), queue.tags);
            queue.messages().stream()
                .map(message -> message.id + " x" + message.receiveCount)
                .sorted()
                .forEach(message -> line(List.of(name), "message", message, Map.of()));
          }
        });
  }

  /** A fleet is also called what its user data contains between {@code ecsconfigs/} and the end. */
  private void fleets() {
    world.fleets.byId.forEach(
        (id, fleet) -> {
          String script = fleet.userData().replaceAll("(?s).*ecsconfigs/(\\S+)_ecs.config.*", "$1");
          List<String> called = List.of(id, script);
          String what = id + " " + fleet.state + " target=" + fleet.target;
          line(called, "fleet", what + "/" + fleet.onDemandTarget, fleet.tags);
        });
    world.machines.byId.forEach(
        (id, machine) -> {
          List<String> called =
              List.of(id, machine.fleet.id, machine.tags.getOrDefault("Name", id));
          line(called, "machine", id + " " + machine.state.text, machine.tags);
        });
    world.volumes.byId.forEach(
        (id, volume) ->
            line(List.of(id, volume.tags().getOrDefault("Name", id)), "volume", id, volume.tags()));
  }

  private void clusters() {
    world.clusters.byName.forEach(
        (name, cluster) -> {
          line(List.of(name), "cluster", name + " " + cluster.status, cluster.tags);
          cluster.services.forEach(
              (service, it) ->
                  line(
                      List.of(service),
                      "service",
                      String.join(
                          " ", name, service, it.status, it.desired + "", it.taskDefinition),
                      it.tags));
        });
    world.taskDefinitions.families.forEach(
        (family, revisions) ->
            revisions.forEach(
                it ->
                    line(
                        List.of(family),
                        "task-definition",
                        it,
                        world.taskDefinitions.tags.get(it.taskDefinitionArn()))));
  }

  private void logs() {
    world.logGroups.byName.forEach(
        (name, group) -> {
          line(List.of(name), "log-group", name + " since " + group.createdAt, Map.of());
          group.streams.forEach(
              (stream, lines) ->
                  line(List.of(name), "log-stream", stream + " " + lines.size(), Map.of()));
        });
  }
}
