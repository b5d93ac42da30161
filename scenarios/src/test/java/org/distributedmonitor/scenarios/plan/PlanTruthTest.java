package org.distributedmonitor.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.plan.Found;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.PlannedStep;
import org.distributedmonitor.plan.PlannedStep.Kind;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.scenarios.plan.RunInState.Staged;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** First the plan, then the clean-up on the very same state: what was told is what happens. */
@Tag("slow")
@Timeout(60)
class PlanTruthTest {

  /** By which operation each step changes something. */
  private static final Map<Step, String> OPERATIONS =
      new EnumMap<>(
          Map.of(
              Step.CANCEL_FLEETS, "ec2:CancelSpotFleetRequests",
              Step.STOP_SERVICE, "ecs:UpdateService",
              Step.DELETE_QUEUE, "sqs:DeleteQueue",
              Step.DELETE_SERVICE, "ecs:DeleteService",
              Step.DEREGISTER_TASK_DEFINITIONS, "ecs:DeregisterTaskDefinition",
              Step.DELETE_ALARMS, "cloudwatch:DeleteAlarms",
              Step.DELETE_CLUSTER, "ecs:DeleteCluster",
              Step.DELETE_DASHBOARD, "cloudwatch:DeleteDashboards"));

  private static final Map<Kind, StepOutcome.Kind> COMES_TRUE =
      new EnumMap<>(
          Map.of(
              Kind.ACT, StepOutcome.Kind.DONE,
              Kind.ALREADY_DONE, StepOutcome.Kind.DONE,
              Kind.ALREADY_GONE, StepOutcome.Kind.ALREADY_GONE,
              Kind.NOTHING_TO_DO, StepOutcome.Kind.NOTHING_TO_DO,
              Kind.LEFT, StepOutcome.Kind.LEFT,
              Kind.BLOCKED, StepOutcome.Kind.BLOCKED));

  /** Those of a clean-up; the second export comes hours later, if it is ordered. */
  private static final List<Step> STEPS =
      Stream.of(Step.values()).filter(step -> !Step.SECOND_EXPORTS.contains(step)).toList();

  /** Once the fleets were seen, and long before the next timer of the monitor fires. */
  private static final Duration BETWEEN_TIMERS = Duration.ofSeconds(25);

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  /** Of machines that were on at the time of the plan, and of a fleet that is not in the file. */
  private final List<String> alarmsOfOthers = new ArrayList<>();

  /** The look ahead is told in a part of its own. */
  private static final Set<String> AHEAD =
      Set.of("iam:SimulatePrincipalPolicy", "iam:GetRole", "s3:HeadBucket", "s3:GetBucketPolicy");

  /** What is done without: an export is made even when its streams cannot be listed. */
  private static final String DISPENSABLE = "logs:DescribeLogStreams";

  /** Every operation that a plan makes; all of them read. */
  static List<String> operations() {
    try (MonitorHarness harness = new MonitorHarness()) {
      Staged staged = RunInState.WHOLE.stage(harness.region(), harness::pass);
      harness.region().calls().clear();
      plan(harness, staged);
      return harness.region().calls().all().stream()
          .map(Call::operation)
          .distinct()
          .filter(operation -> !AHEAD.contains(operation) && !operation.equals(DISPENSABLE))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatHappens(RunInState state) {
    Staged staged = state.stage(harness.region(), harness::pass);

    RunPlan plan = plan(harness, staged);
    MonitorStatus cleaned = cleanUp(staged);

    assertThat(plan.unseen()).isEmpty();
    assertCameTrue(plan, cleaned);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void tellsWhatHappensWhenThisIsRefused(String operation) {
    Staged staged = RunInState.WHOLE.stage(harness.region(), harness::pass);
    harness.region().faults().refuse(operation);

    RunPlan plan = plan(harness, staged);
    MonitorStatus cleaned = cleanUp(staged);

    assertThat(plan.unseen())
        .singleElement()
        .satisfies(
            unseen -> {
              assertThat(unseen.operation()).isEqualTo(operation);
              assertThat(unseen.why()).contains(operation + " was refused");
              assertThat(unseen.remedy()).startsWith("Allow " + operation);
            });
    assertCameTrue(plan, cleaned);
  }

  @Test
  void tellsThatEverythingIsGoneOrDone() {
    Staged staged = RunInState.WHOLE.stage(harness.region(), harness::pass);
    cleanUp(staged);
    harness.pass(Duration.ofHours(1));

    RunPlan plan = plan(harness, staged);
    MonitorStatus cleaned = cleanUp(staged);

    assertThat(plan.steps())
        .filteredOn(step -> step.kind() == Kind.ACT)
        .extracting(PlannedStep::step)
        .containsExactly(Step.WRITE_REPORT);
    assertThat(plan.found())
        .filteredOn(found -> found.presence() == Found.Presence.THERE)
        .extracting(Found::thing)
        .containsOnly(Found.Thing.FLEET, Found.Thing.LOG_GROUP);
    assertCameTrue(plan, cleaned);
  }

  private static RunPlan plan(MonitorHarness harness, Staged staged) {
    harness.region().calls().clear();
    RunPlan plan = harness.plan(new PlanOrder(Runs.of(staged.run()), staged.fleetIds()));
    assertThat(harness.region().calls().mutating()).isEmpty();
    assertThat(plan.steps()).extracting(PlannedStep::step).containsExactlyElementsOf(STEPS);
    return plan;
  }

  private MonitorStatus cleanUp(Staged staged) {
    if (!staged.fleetIds().containsAll(staged.run().fleetIds())) {
      staged.run().machines().stream()
          .filter(SimulatedMachine::alive)
          .forEach(machine -> alarmsOfOthers.add(RunInState.APP + "_" + machine.id()));
    }
    harness.region().calls().clear();
    harness.watch(
        new MonitorRequest(
            Runs.of(staged.run()),
            staged.fleetIds(),
            false,
            1,
            Timing.standard(),
            "plan-truth",
            null));
    harness.pass(BETWEEN_TIMERS);
    harness.monitor(RunInState.APP).finishNow();
    return harness.passUntil(
        RunInState.APP,
        Duration.ofHours(3),
        status ->
            Ending.ended(status)
                || STEPS.stream()
                    .filter(step -> step != Step.WRITE_REPORT)
                    .allMatch(step -> result(status, step) != null));
  }

  private void assertCameTrue(RunPlan plan, MonitorStatus cleaned) {
    List<String> untrue = new ArrayList<>();
    for (PlannedStep planned : plan.steps()) {
      StepOutcome outcome = result(cleaned, planned.step());
      if (planned.step() != Step.WRITE_REPORT && !cameTrue(planned, outcome)) {
        untrue.add(planned + "\n   but " + outcome);
      }
      if (planned.kind() == Kind.ACT || planned.kind() == Kind.BLOCKED) {
        assertThat(changed(planned.step()))
            .as("what %s acted upon", planned.step())
            .containsAll(named(planned));
      }
      if (planned.step() != Step.CANCEL_FLEETS) {
        assertThat(named(planned))
            .as("what %s said it would act upon", planned.step())
            .containsAll(foreseeable(planned.step()));
      }
    }
    assertThat(String.join("\n", untrue)).isEmpty();
  }

  /** When the machines of a fleet that is not in the file end by themselves, no plan knows. */
  private List<String> foreseeable(Step step) {
    List<String> changed = new ArrayList<>(changed(step));
    if (step == Step.DELETE_ALARMS) {
      changed.removeAll(alarmsOfOthers);
    }
    return changed;
  }

  /** Whether failed jobs are the run's is seen only by taking them. */
  private static boolean cameTrue(PlannedStep planned, StepOutcome outcome) {
    boolean nothingFound =
        planned.step() == Step.SAVE_FAILED_JOBS
            && planned.kind() == Kind.ACT
            && outcome.kind() == StepOutcome.Kind.NOTHING_TO_DO;
    return nothingFound || outcome.kind() == COMES_TRUE.get(planned.kind());
  }

  private static List<String> named(PlannedStep planned) {
    return OPERATIONS.containsKey(planned.step()) ? planned.names() : List.of();
  }

  /** The names that the step's operation was called with, and AWS obeyed. */
  private Set<String> changed(Step step) {
    Set<String> names = new TreeSet<>();
    if (OPERATIONS.containsKey(step)) {
      List<Call> calls = harness.region().calls().of(OPERATIONS.get(step));
      for (Call call : calls.stream().filter(Call::succeeded).toList()) {
        boolean inCluster = step == Step.STOP_SERVICE || step == Step.DELETE_SERVICE;
        List<String> all = call.resources();
        (inCluster ? all.subList(1, all.size()) : all)
            .forEach(name -> names.add(name.substring(name.lastIndexOf('/') + 1)));
      }
    }
    return names;
  }

  private static StepOutcome result(MonitorStatus status, Step step) {
    return status.steps().stream()
        .filter(result -> result.step() == step)
        .map(StepResult::outcome)
        .findFirst()
        .orElse(null);
  }
}
