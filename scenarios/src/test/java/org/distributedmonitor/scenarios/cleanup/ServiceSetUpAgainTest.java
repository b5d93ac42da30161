package org.distributedmonitor.scenarios.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ServiceStop;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.SimulatedActivities;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * The name is set up again in the moment between the look at the run's service and the order to
 * stop it: the newer run's service gets its tasks back.
 */
@Timeout(60)
class ServiceSetUpAgainTest {

  private static final String UPDATE = "ecs:UpdateService";

  @RegisterExtension final SimulatedActivities aws = new SimulatedActivities();
  private CleanupOrder order;

  @BeforeEach
  void freeze() {
    SimulatedRun run = aws.region.setUp(RunSpec.builder("Plate1").machines(3).jobs(3).build());
    aws.clock.advance(Duration.ofMinutes(30));
    run.drain();
    order = aws.order(Runs.of(run), run);
    aws.clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void itIsGivenItsTasksBack() throws Exception {
    ServiceStop stop = stopWhile(() -> {});

    assertThat(service().desiredCount()).isEqualTo(3);
    assertThat(stop.outcome().kind()).isEqualTo(StepOutcome.Kind.LEFT);
    assertThat(stop.outcome().detail())
        .contains("has been set up again since")
        .endsWith("it has 3 again: see whether the newer run is to have as many.");
    assertThat(stop.formerTasks()).isEqualTo(-1);
  }

  @Test
  void aPersonIsToldWhenItIsNotKnownHowManyItHad() throws Exception {
    aws.region.faults().refuse("ecs:DescribeServices");
    ServiceStop stop = stopWhile(() -> aws.region.faults().allow("ecs:DescribeServices"));

    assertThat(service().desiredCount()).isZero();
    assertThat(stop.outcome().kind()).isEqualTo(StepOutcome.Kind.LEFT);
    assertThat(stop.outcome().detail())
        .endsWith("give it the newer run's number of tasks in the ECS console.");
  }

  @Test
  void itIsGivenThemBackByTheAttemptAfterOneWhoseAnswerWasLost() {
    stopAndLoseTheAnswer();
    setUpAgain();
    assertThat(service().desiredCount()).isZero();
    aws.lastHeartbeat(3);

    ServiceStop stop = aws.services.stopService(order);

    assertThat(service().desiredCount()).isEqualTo(3);
    assertThat(stop.outcome().detail()).contains("it has 3 again");
  }

  @Test
  void anAttemptThatStoppedNothingLeavesTheNewerRunsNumberAlone() {
    setUpAgain();
    aws.region.ecs().updateService(b -> b.cluster(cluster()).service(name()).desiredCount(8));
    aws.lastHeartbeat(3);

    ServiceStop stop = aws.services.stopService(order);

    assertThat(service().desiredCount()).isEqualTo(8);
    assertThat(stop.outcome().detail()).doesNotContain("again:");
  }

  @Test
  void aServiceThatWasMadeAnewKeepsItsNumberOfNoTasks() {
    stopAndLoseTheAnswer();
    aws.region.ecs().deleteService(b -> b.cluster(cluster()).service(name()));
    aws.clock.advance(Duration.ofMinutes(5));
    setUpAgain();
    aws.region
        .ecs()
        .createService(
            b ->
                b.cluster(cluster())
                    .serviceName(name())
                    .taskDefinition(order.run().taskFamily())
                    .desiredCount(0));
    aws.lastHeartbeat(3);

    ServiceStop stop = aws.services.stopService(order);

    assertThat(service().desiredCount()).isZero();
    assertThat(stop.outcome().kind()).isEqualTo(StepOutcome.Kind.LEFT);
    assertThat(stop.outcome().detail()).doesNotContain("again:");
  }

  private void stopAndLoseTheAnswer() {
    aws.region.faults().afterEffect(UPDATE, SdkClientException.create("Connection reset"));
    assertThatThrownBy(() -> aws.services.stopService(order)).isInstanceOf(ActivityFailure.class);
  }

  /** The order to stop is on its way to ECS while the name is set up again. */
  private ServiceStop stopWhile(Runnable meanwhile) throws Exception {
    aws.region.faults().hang(UPDATE);
    CompletableFuture<ServiceStop> stop =
        CompletableFuture.supplyAsync(() -> aws.services.stopService(order));
    while (aws.region.faults().waiting(UPDATE) == 0) {
      assertThat(stop).isNotDone();
      Thread.sleep(5);
    }
    setUpAgain();
    meanwhile.run();
    aws.region.faults().release(UPDATE);
    return stop.get();
  }

  private void setUpAgain() {
    aws.region
        .ecs()
        .registerTaskDefinition(
            b ->
                b.family(order.run().taskFamily())
                    .containerDefinitions(ContainerDefinition.builder().name("x").build()));
  }

  private Service service() {
    return aws.region
        .ecs()
        .describeServices(b -> b.cluster(cluster()).services(name()))
        .services()
        .get(0);
  }

  private String cluster() {
    return order.run().cluster();
  }

  private String name() {
    return order.run().serviceName();
  }
}
