package org.distributedmonitor.acceptance.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.acceptance.contract.Cloud.There;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.machine.RunMachines;

/** A run that was set up on a stage, as its monitor file says and as a clean-up freezes it. */
final class OneRun {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Stage stage;
  private final There there;
  private final Run run;

  OneRun(Stage stage, There there) {
    this(stage, there, runOf(there, Setting.BUCKET));
  }

  private OneRun(Stage stage, There there, Run run) {
    this.stage = stage;
    this.there = there;
    this.run = run;
  }

  private static Run runOf(There there, String bucket) {
    String app = there.setting().app();
    String cluster = there.setting().cluster();
    return new Run(app, cluster, app + "Queue", bucket, app, there.startTime(), true, "");
  }

  OneRun inBucket(String bucket) {
    return new OneRun(stage, there, runOf(there, bucket));
  }

  Run run() {
    return run;
  }

  String fleetId() {
    return there.fleetId();
  }

  QueueSighting look(QueueSighting known) {
    return stage.queue().lookAtQueue(new QueueWatch(run, known, now(), MINUTE));
  }

  String queueUrl() {
    return stage.aws().sqs().getQueueUrl(g -> g.queueName(run.queue())).queueUrl();
  }

  /** Frozen as it is now. */
  CleanupOrder frozen() {
    return frozen(there.fleetId());
  }

  /** The ids of its machines that are not terminated. */
  List<String> machineIds() {
    return machineIds(there.fleetId());
  }

  /** The ids of a fleet's machines that are not terminated and that nobody protects. */
  List<String> machineIds(String fleetId) {
    return RunMachines.of(stage.aws().ec2(), frozen(fleetId), failure -> {}).alive();
  }

  /** Frozen as it is now, with these fleets. */
  CleanupOrder frozen(String... fleetIds) {
    QueueSighting seen = look(QueueSighting.none());
    return new CleanupOrder(
        run, new FrozenRun(now(), seen.facts(), List.of(fleetIds), null, false, null));
  }

  Instant now() {
    return stage.cloud().clock().instant();
  }
}
