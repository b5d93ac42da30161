package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.failure.ApplicationFailure;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.junit.jupiter.api.Test;

/** Deleting a run's own cluster, and no other's. */
interface ClusterContract {

  Stage stage();

  private boolean active(String cluster) {
    return stage().aws().ecs().describeClusters(d -> d.clusters(cluster)).clusters().stream()
        .anyMatch(found -> found.status().equals("ACTIVE"));
  }

  @Test
  default void waitsForTheMachinesAndDeletesTheClusterOnce() {
    CleanupOrder order = stage().setUp(Setting.named("Plate1").in("lab").withMachines(2)).frozen();
    stage().setUp(Setting.named("Plate2").in("lab2"));
    stage().services().deleteService(order);

    ApplicationFailure waiting = Stage.failureOf(() -> stage().services().deleteCluster(order));
    stage().fleets().cancelFleets(order);
    StepOutcome first = stage().until(() -> stage().services().deleteCluster(order));
    StepOutcome second = stage().services().deleteCluster(order);

    assertThat(waiting.getType()).isEqualTo(FailureType.WAITING.name());
    assertThat(first.kind()).isEqualTo(Kind.DONE);
    assertThat(second.kind()).isEqualTo(Kind.ALREADY_GONE);
    assertThat(active("lab")).isFalse();
    assertThat(active("lab2")).isTrue();
  }

  @Test
  default void leavesAClusterThatAnotherRunUses() {
    CleanupOrder order = stage().setUp(Setting.named("Plate1").in("lab")).frozen();
    stage().setUp(Setting.named("Plate1_2").in("lab"));
    stage().services().deleteService(order);

    StepOutcome outcome = stage().services().deleteCluster(order);

    assertThat(outcome.kind()).isEqualTo(Kind.LEFT);
    assertThat(outcome.detail())
        .isEqualTo("The cluster lab is still used by the service Plate1_2Service.");
    assertThat(active("lab")).isTrue();
  }

  @Test
  default void neverDeletesTheDefaultCluster() {
    CleanupOrder order = stage().setUp(Setting.named("Plate1")).frozen();
    stage().services().deleteService(order);

    StepOutcome outcome = stage().services().deleteCluster(order);

    assertThat(outcome.kind()).isEqualTo(Kind.NOTHING_TO_DO);
    assertThat(active("default")).isTrue();
  }
}
