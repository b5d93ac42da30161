package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fleet's cancellation waits for nothing: no listing, no other service. */
@Timeout(600)
class CancellationIT {
  private static final String APP = "2021_12_13_Project_Analysis";
  private static final String CANCEL = "CancelSpotFleetRequests";
  private static final Duration AT_MOST = Duration.ofSeconds(5);

  /** Every call of EC2, CloudWatch and CloudWatch Logs that lists something. */
  private static final List<String> LISTINGS =
      List.of(
          "DescribeSpotFleetRequests",
          "DescribeSpotFleetInstances",
          "DescribeSpotFleetRequestHistory",
          "DescribeInstances",
          "DescribeAlarms",
          "ListDashboards",
          "DescribeLogGroups",
          "DescribeExportTasks");

  @RegisterExtension static final Moto MOTO = new Moto();

  @ParameterizedTest(name = "ill from the very start: {0}")
  @ValueSource(booleans = {false, true})
  void comesWithinFiveSecondsThoughListingsAreRefusedAndEcsHangs(boolean fromTheStart) {
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named(APP).sized(5, 2, 4));
    try (Processes processes = Processes.of(CancellationIT.class)) {
      TemporalDev temporal = TemporalDev.start(processes);
      WorkerProcess worker = WorkerProcess.start(processes, temporal, MOTO.front());
      worker.process().waitFor("Ready", Duration.ofSeconds(60));
      if (fromTheStart) {
        fallIll();
      }
      Starter starter = new Starter(processes, temporal);
      Starter.Outcome started = starter.run(Quick.start(run.monitorFile(processes.directory())));
      assertThat(started.exitCode()).as(started.toString()).isZero();
      await().atMost(Duration.ofSeconds(60)).until(() -> fromTheStart ? wasRead() : wasSurveyed());
      if (!fromTheStart) {
        fallIll();
      }
      run.drain(4);

      await().atMost(Duration.ofSeconds(90)).until(() -> !calls(CANCEL).isEmpty());

      Call cancellation = calls(CANCEL).get(0);
      Call confirmed = lastLookBefore(cancellation);
      Duration took = Duration.between(confirmed.instant(), cancellation.instant());
      assertThat(took).isLessThan(AT_MOST);
      assertThat(calls("UpdateService")).allMatch(call -> call.status() == null);
      worker.process().kill();
      MOTO.front().clearFaults();
      await().atMost(Duration.ofSeconds(30)).until(() -> run.machineIds().isEmpty());
    }
  }

  private static void fallIll() {
    Stream<Fault> refusals = LISTINGS.stream().map(Fault::refuse);
    MOTO.front()
        .fault(
            Stream.concat(refusals, Stream.of(Fault.hang("*").service("ecs")))
                .toArray(Fault[]::new));
  }

  /** Whose the fleets are is learnt once, at the start, and kept. */
  private static boolean wasSurveyed() {
    return calls("DescribeLogGroups").stream().anyMatch(call -> call.status() != null) && wasRead();
  }

  private static boolean wasRead() {
    return calls("GetQueueAttributes").size() >= 2;
  }

  /** The confirmation is the last look of the watch; the clean-up's own look comes after it. */
  private static Call lastLookBefore(Call cancellation) {
    List<Call> looks =
        calls("GetQueueAttributes").stream()
            .filter(call -> call.at() < cancellation.at())
            .filter(call -> call.names(APP + "Queue"))
            .toList();
    // The clean-up looks once more itself, so the one before it has confirmed.
    return looks.get(looks.size() - 2);
  }

  private static List<Call> calls(String operation) {
    return MOTO.front().callsOf(WorkerProcess.ACCESS_KEY).stream()
        .filter(call -> call.is(operation))
        .toList();
  }
}
