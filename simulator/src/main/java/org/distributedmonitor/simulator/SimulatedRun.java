package org.distributedmonitor.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.distributedmonitor.simulator.ec2.Fleet;
import org.distributedmonitor.simulator.ec2.Machine;
import org.distributedmonitor.simulator.sqs.JobMessage;
import org.distributedmonitor.simulator.sqs.JobQueue;
import org.distributedmonitor.simulator.sqs.QueueCounts;
import org.distributedmonitor.simulator.world.RunSetup;
import org.distributedmonitor.simulator.world.World;

/** A run in the region: what a person, Distributed-CellProfiler or fate can do to it. */
public final class SimulatedRun {
  private final World world;
  private final WorkerProfile profile;
  private final RunSetup setup;
  private final List<String> fleetIds = new ArrayList<>();
  private final long startedAt;

  public SimulatedRun(World world, WorkerProfile profile, RunSetup setup) {
    this.world = world;
    this.profile = profile;
    this.setup = setup;
    this.startedAt = world.now().toEpochMilli();
  }

  private <T> T locked(Supplier<T> what) {
    synchronized (world) {
      world.settle();
      return what.get();
    }
  }

  public RunSpec spec() {
    return profile.spec;
  }

  /** The newest fleet, the one that the monitor file names. */
  public String fleetId() {
    return locked(() -> fleetIds.get(fleetIds.size() - 1));
  }

  public List<String> fleetIds() {
    return locked(() -> List.copyOf(fleetIds));
  }

  public String queueUrl() {
    return locked(() -> world.queues.byName.get(spec().queue()).url());
  }

  public String deadLetterQueueUrl() {
    return locked(() -> world.queues.byName.get(spec().deadLetterQueue()).url());
  }

  /** MONITOR_START_TIME. */
  public long startedAtMillis() {
    return startedAt;
  }

  /** The monitor file, to the blank as {@code run.py startCluster} writes it. */
  public String monitorFileJson() {
    return locked(
        () ->
            "{\"MONITOR_FLEET_ID\" : \""
                + fleetIds.get(fleetIds.size() - 1)
                + "\",\n"
                + line("MONITOR_APP_NAME", spec().app())
                + line("MONITOR_ECS_CLUSTER", spec().cluster())
                + line("MONITOR_QUEUE_NAME", spec().queue())
                + line("MONITOR_BUCKET_NAME", spec().bucket())
                + line("MONITOR_LOG_GROUP_NAME", spec().logGroup())
                + line("MONITOR_START_TIME", Long.toString(startedAt))
                + "\"CLEAN_DASHBOARD\" : \""
                + (spec().cleanDashboard() ? "True" : "False")
                + "\"}\n");
  }

  private static String line(String key, String value) {
    return "\"" + key + "\" : \"" + value + "\",\n";
  }

  /** Of all jobs submitted so far, the first {@code failingJobs} fail each time. */
  public void submitJobs(int count) {
    locked(
        () -> {
          JobQueue queue = world.queues.answering(spec().queue());
          for (int i = 0; i < count; i++) {
            int number = profile.numbers.size() + 1;
            JobMessage sent = queue.send(body(number), 0);
            profile.numbers.put(sent.id, number);
            if (number <= spec().failingJobs()) {
              profile.failing.add(sent.id);
            }
          }
          return null;
        });
  }

  /** A job as {@code submitJob} writes it. */
  private String body(int number) {
    String well = String.format("Plate=Plate1,Well=W%05d", number);
    return "{\"Metadata\": \""
        + well
        + "\", \"pipeline\": \"projects/pipeline.cppipe\", \"output\": \"projects/output\","
        + " \"input\": \"projects/input\", \"data_file\": \"projects/load_data.csv\"}";
  }

  /** Every job that is left is done at this instant. */
  public void drain() {
    locked(
        () -> {
          JobQueue queue = world.queues.answering(spec().queue());
          queue.messages().forEach(message -> profile.done.add(message.id));
          queue.purge();
          return null;
        });
  }

  /** Spot interruptions end this many running spot machines; returns which. */
  public List<String> interrupt(int count) {
    return locked(
        () -> {
          List<Machine> victims = own();
          victims.removeIf(machine -> !machine.running() || machine.onDemand);
          List<String> ended = new ArrayList<>();
          for (Machine machine : victims.subList(0, Math.min(count, victims.size()))) {
            world.happened(machine.id, "spot interruption ended " + machine.id);
            world.machines.end(machine, "Server.SpotInstanceTermination");
            ended.add(machine.id);
          }
          return ended;
        });
  }

  /** A machine that works on a job stops doing so, with idle CPU; returns which. */
  public String hangOne() {
    return locked(
        () -> {
          Machine machine =
              own().stream()
                  .filter(one -> one.running() && !one.hung && one.busy() > 0)
                  .findFirst()
                  .orElseThrow(() -> new IllegalStateException("no machine works on a job"));
          world.workers.hang(machine);
          return machine.id;
        });
  }

  /** {@code run.py startCluster} once more: the monitor file then names the new fleet. */
  public String startAnotherFleet() {
    return startAnotherFleet(spec().machines());
  }

  public String startAnotherFleet(int machines) {
    return startAnotherFleet(machines, spec().weight());
  }

  /**
   * A fleet of other machine types.
   *
   * @param weight units that one machine counts in this fleet
   */
  public String startAnotherFleet(int machines, int weight) {
    return locked(
        () -> {
          Fleet fleet = world.fleets.request(setup.fleet(machines, weight));
          fleet.tasksPerMachine = spec().tasksPerMachine();
          fleet.userDataShown = spec().userDataShown();
          fleet.strandedToCome = fleetIds.isEmpty() ? spec().strandedMachines() : 0;
          profile.fleetIds().add(fleet.id);
          fleetIds.add(fleet.id);
          return fleet.id;
        });
  }

  /** AWS has no more than this many units for each of the run's fleets. */
  public void limitCapacity(int units) {
    locked(
        () -> {
          for (String id : fleetIds) {
            Fleet fleet = world.fleets.byId.get(id);
            if (fleet != null) {
              fleet.capacityLimit = units;
              world.fleets.replenish(fleet);
            }
          }
          return null;
        });
  }

  /** All machines of the run's fleets that EC2 still lists. */
  public List<SimulatedMachine> machines() {
    return locked(() -> own().stream().map(SimulatedMachine::of).toList());
  }

  private List<Machine> own() {
    List<Machine> found = new ArrayList<>(world.machines.byId.values());
    found.removeIf(machine -> !fleetIds.contains(machine.fleet.id));
    return found;
  }

  public int jobsDone() {
    return locked(() -> profile.done.size());
  }

  /** What is really in the queue, whatever the counts are made to say. */
  public QueueCounts jobsLeft() {
    return locked(
        () -> {
          JobQueue queue = world.queues.byName.get(spec().queue());
          return queue == null ? QueueCounts.ZERO : queue.counts();
        });
  }
}
