package org.distributedmonitor.acceptance.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.distributedmonitor.simulator.MovableClock;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.SimulatedAws;
import org.distributedmonitor.worker.aws.AwsClients;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** The simulator, on a clock that is moved. */
final class SimulatedCloud implements Cloud {
  private static final Duration STEP = Duration.ofSeconds(15);
  private static final int STEPS = 400;

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final AwsClients aws = SimulatedAws.clients(region);
  private boolean userDataShown = true;

  @Override
  public AwsClients aws() {
    return aws;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  /** Jobs take days here, so that none ends in the middle of a contract. */
  @Override
  public There setUp(Setting setting) {
    SimulatedRun run =
        region.setUp(
            RunSpec.builder(setting.app())
                .cluster(setting.cluster())
                .bucket(Setting.BUCKET)
                .machines(setting.machines())
                .deadMachinesWithAlarms(setting.dead())
                .jobs(setting.jobs())
                .jobDuration(Duration.ofDays(9))
                .visibilityTimeout(Duration.ofHours(12))
                .userDataShown(userDataShown)
                .taskRevisions(Setting.REVISIONS)
                .dashboard(true)
                .autoMonitorAlarms(true)
                .build());
    List.of(run.spec().logGroup(), run.spec().logGroup() + "_perInstance").forEach(this::log);
    eventually(
        () ->
            run.machines().stream().filter(machine -> !machine.name().isEmpty()).count()
                == setting.machines());
    return new There(setting, run.fleetId(), Instant.ofEpochMilli(run.startedAtMillis()));
  }

  private void log(String group) {
    for (String stream : List.of("A01/one", "A02/two")) {
      region.logs().createLogStream(c -> c.logGroupName(group).logStreamName(stream));
      InputLogEvent event =
          InputLogEvent.builder().timestamp(clock.millis()).message("Hello").build();
      region.logs().putLogEvents(p -> p.logGroupName(group).logStreamName(stream).logEvents(event));
    }
  }

  @Override
  public void eventually(BooleanSupplier condition) {
    for (int i = 0; i < STEPS; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      clock.advance(STEP);
    }
    throw new AssertionError("It did not come about in " + STEP.multipliedBy(STEPS));
  }

  @Override
  public void aMinutePasses() {
    clock.advance(Duration.ofSeconds(70));
  }

  /** Its agents do so by themselves, once the configuration that the user data names is there. */
  @Override
  public void join(String cluster, String fleetId) {
    eventually(() -> registeredIn(cluster).containsAll(machinesOf(fleetId)));
  }

  private List<String> machinesOf(String fleetId) {
    return region
        .ec2()
        .describeSpotFleetInstances(d -> d.spotFleetRequestId(fleetId))
        .activeInstances()
        .stream()
        .map(machine -> machine.instanceId())
        .toList();
  }

  private List<String> registeredIn(String cluster) {
    List<String> arns =
        region.ecs().listContainerInstances(l -> l.cluster(cluster)).containerInstanceArns();
    return region
        .ecs()
        .describeContainerInstances(d -> d.cluster(cluster).containerInstances(arns))
        .containerInstances()
        .stream()
        .map(machine -> machine.ec2InstanceId())
        .toList();
  }

  @Override
  public void hideUserData() {
    userDataShown = false;
  }

  @Override
  public void refuse(String operation) {
    region.faults().refuse(operation);
  }

  @Override
  public void throttle(String operation) {
    region.faults().throttle(operation, 1);
  }

  @Override
  public void close() {
    // It is memory only.
  }
}
