package org.distributedmonitor.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;

/** Somebody else's run with a similar name, and the checks that nobody meddled with it. */
final class Neighbour {

  private final SimulatedRegion region;
  private final SimulatedRun simulated;
  private final Run run;
  private final NamesOfRun names;
  private final String before;

  Neighbour(SimulatedRegion region, SimulatedRun simulated) {
    this.region = region;
    this.simulated = simulated;
    run = Monitor.read(simulated.monitorFileJson()).run();
    names = new NamesOfRun(run);
    before = region.dump(names);
  }

  String app() {
    return run.app();
  }

  int submitted() {
    return simulated.spec().jobs();
  }

  List<Finding> check() {
    List<Finding> findings = new ArrayList<>();
    String after = region.dump(names);
    findings.add(Unchanged.check(before, after));
    findings.add(machines(after));
    findings.add(jobs());
    findings.add(calls(region.calls().mutating()));
    return findings;
  }

  private Finding machines(String dump) {
    List<String> without = new ArrayList<>();
    List<SimulatedMachine> alive =
        simulated.machines().stream().filter(SimulatedMachine::alive).toList();
    for (SimulatedMachine machine : alive) {
      // A machine that has no name yet has had no time to get its alarm.
      if (!machine.name().isEmpty() && !dump.contains(run.alarmName(machine.id()))) {
        without.add(machine.id());
      }
    }
    int wanted = simulated.spec().machines();
    return new Finding(
        alive.size() == wanted && without.isEmpty(),
        alive.size()
            + " of its "
            + Counted.of(wanted, "machine")
            + " run, "
            + (without.isEmpty() ? "each with its alarm." : "without alarm: " + without + "."));
  }

  private Finding jobs() {
    int done = simulated.jobsDone();
    int left = simulated.jobsLeft().total();
    return new Finding(
        done + left == submitted(),
        "Of its "
            + Counted.of(submitted(), "job")
            + " "
            + done
            + " are done, "
            + left
            + " left, "
            + (submitted() - done - left)
            + " lost.");
  }

  /** Only the monitor calls AWS through a client here; what machines do is no call. */
  Finding calls(List<Call> changing) {
    Set<String> marks = new HashSet<>(Set.of(run.app(), simulated.fleetId()));
    simulated.machines().forEach(machine -> marks.add(machine.id()));
    List<String> meddling =
        changing.stream()
            .filter(call -> call.resources().stream().anyMatch(name -> named(name, marks)))
            .map(call -> call.operation() + " " + call.resources())
            .toList();
    return new Finding(
        meddling.isEmpty(),
        meddling.isEmpty()
            ? "None of the monitor's "
                + Counted.of(changing.size(), "changing call")
                + " to AWS named anything of it, nor of its machines."
            : "Calls of the monitor named it: " + String.join("; ", meddling) + ".");
  }

  private static boolean named(String resource, Set<String> marks) {
    return marks.stream().anyMatch(resource::contains);
  }
}
