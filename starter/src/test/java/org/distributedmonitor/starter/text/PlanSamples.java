package org.distributedmonitor.starter.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.plan.Beginning;
import org.distributedmonitor.plan.Found;
import org.distributedmonitor.plan.Found.Presence;
import org.distributedmonitor.plan.Found.Thing;
import org.distributedmonitor.plan.PlannedStep;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.plan.Unseen;
import org.distributedmonitor.preflight.Finding;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Run;

/** Plans of a run that is half gone and of which not everything may be seen. */
public final class PlanSamples {

  public static final Instant NOW = Instant.parse("2026-11-24T14:06:00Z");

  private static final String FLEET = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";

  private PlanSamples() {}

  /** Jobs remain, some things are gone, one stays and one is refused. */
  public static RunPlan of(Run run) {
    List<String> alarms =
        IntStream.range(0, 34).mapToObj(i -> run.alarmName("i-0000000000000" + (i + 10))).toList();
    return plan(
        run, Beginning.WHEN_THE_JOBS_ARE_DONE, found(run, alarms), steps(run, alarms), List.of());
  }

  /** The file names another run's fleet. */
  static RunPlan amiss(Run run) {
    Problem problem =
        new Problem("The fleet " + FLEET + " belongs to the run Plate8.", "Put it right.", NOW);
    return plan(
        run,
        Beginning.WHEN_THE_MONITOR_FILE_FITS,
        List.of(there(Thing.FLEET, FLEET, "active, target 3; it belongs to the run Plate8")),
        List.of(),
        List.of(problem));
  }

  private static RunPlan plan(
      Run run,
      Beginning begins,
      List<Found> found,
      List<PlannedStep> steps,
      List<Problem> problems) {
    List<Unseen> unseen =
        problems.isEmpty()
            ? List.of(
                new Unseen(
                    "ecs:DescribeServices",
                    "ecs:DescribeServices was refused: no identity-based policy allows it"
                        + " (AccessDenied)",
                    "Allow ecs:DescribeServices for the worker's role."))
            : List.of();
    return new RunPlan(
        run,
        NOW,
        "123456789012",
        "us-east-1",
        QueueSighting.none().read(new QueueReading(NOW, 62, 64, 0), null),
        List.of(),
        found,
        begins,
        Duration.ofMinutes(10),
        steps,
        unseen,
        problems,
        problems.isEmpty() ? ahead() : null);
  }

  private static Preflight ahead() {
    return new Preflight(
        NOW,
        List.of(
            new Finding("The worker may not do sqs:DeleteQueue: the queue stays.", "Allow it.")),
        List.of());
  }

  private static List<Found> found(Run run, List<String> alarms) {
    return List.of(
        there(Thing.QUEUE, run.queue(), "62 jobs waiting, 64 in process"),
        there(Thing.DEAD_LETTER_QUEUE, "DeadMessages", "4 messages of all runs that share it"),
        there(Thing.FLEET, FLEET, "active, target 2"),
        Found.of(Thing.MACHINES, Presence.THERE, List.of("i-1", "i-2"), ""),
        Found.of(Thing.SERVICE, Presence.NOT_SEEN, List.of(run.serviceName()), ""),
        Found.of(
            Thing.TASK_DEFINITIONS,
            Presence.THERE,
            IntStream.range(0, 5).mapToObj(i -> run.taskFamily() + ":" + (5 - i)).toList(),
            ""),
        Found.of(Thing.ALARMS, Presence.THERE, alarms, ""),
        there(Thing.CLUSTER, run.cluster(), ""),
        Found.of(Thing.DASHBOARD, Presence.NOT_THERE, List.of(run.dashboardName()), ""),
        there(Thing.LOG_GROUP, run.logGroup(), ""),
        Found.of(Thing.LOG_GROUP, Presence.NOT_THERE, List.of(run.instanceLogGroup()), ""));
  }

  private static List<PlannedStep> steps(Run run, List<String> alarms) {
    List<PlannedStep> steps = new ArrayList<>();
    steps.add(PlannedStep.act(Step.CANCEL_FLEETS, List.of(FLEET), "EC2 terminates the machines."));
    steps.add(
        PlannedStep.settled(
            Step.DELETE_SERVICE,
            StepOutcome.blocked(
                "ecs:DescribeServices was refused",
                "Allow ecs:DescribeServices for the worker's role.")));
    steps.add(
        PlannedStep.blockedInPart(
            Step.DELETE_ALARMS,
            alarms,
            StepOutcome.blocked("2 alarms stay.", "Allow ec2:DescribeInstances.")));
    steps.add(
        PlannedStep.settled(
            Step.DELETE_CLUSTER,
            StepOutcome.left("The cluster " + run.cluster() + " is still used by a service.")));
    steps.add(
        PlannedStep.settled(
            Step.DELETE_DASHBOARD,
            StepOutcome.alreadyGone("There is no dashboard " + run.dashboardName() + ".")));
    return steps;
  }

  private static Found there(Thing thing, String name, String detail) {
    return Found.of(thing, Presence.THERE, List.of(name), detail);
  }
}
