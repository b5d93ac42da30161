package org.distributedmonitor.worker.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.policy.GuardPolicy;
import org.distributedmonitor.run.Run;

/** Why machines without name and alarm are left as they are, and what a person can do. */
final class GuardWords {

  private GuardWords() {}

  static List<String> of(
      Run run, GuardPolicy.Verdict verdict, int grown, int wanted, Duration guardAfter) {
    List<String> sentences = new ArrayList<>();
    if (verdict.atFault() > 0) {
      sentences.add(
          verdict.atFault()
              + " of "
              + grown
              + " machines older than "
              + guardAfter.toMinutes()
              + " minutes have no name: no container starts on them. Check the set-up (the ECS"
              + " cluster in the ecs.config, the image, memory and CPU of the task); none was"
              + " guarded.");
    }
    if (verdict.surplus() > 0) {
      sentences.add(
          machines(verdict.surplus(), " has", " have")
              + " no task, because the service "
              + run.serviceName()
              + " wants only "
              + (wanted == 1 ? "1 task" : wanted + " tasks")
              + ". Raise the service's desired count (CLUSTER_MACHINES times TASKS_PER_MACHINE in"
              + " config.py) to give them work, or start fewer machines: they cost money though"
              + " they are idle.");
    }
    if (verdict.waiting() > 0) {
      sentences.add(
          machines(verdict.waiting(), " has", " have")
              + " waited for a container for more than "
              + guardAfter.toMinutes()
              + " minutes. Its image may be large or slow to be pulled; if it lasts, see what the"
              + " tasks of the service "
              + run.serviceName()
              + " say in the ECS console.");
    }
    return sentences;
  }

  static String noCluster(Run run, int bare) {
    return machines(bare, " has", " have")
        + " neither name nor alarm, and there is no ECS cluster "
        + run.cluster()
        + " to tell why; none was guarded. Check MONITOR_ECS_CLUSTER in the monitor file, and end"
        + " the machines yourself if nothing runs on them.";
  }

  private static String machines(int count, String one, String several) {
    return count == 1 ? "1 machine" + one : count + " machines" + several;
  }
}
