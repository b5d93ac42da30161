package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Deleting a run's alarms and dashboard, by their exact names. */
interface CloudWatchContract {

  Stage stage();

  private void putAlarm(String name) {
    stage()
        .aws()
        .cloudWatch()
        .putMetricAlarm(
            p ->
                p.alarmName(name)
                    .namespace("AWS/EC2")
                    .metricName("CPUUtilization")
                    .statistic(Statistic.MAXIMUM)
                    .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                    .threshold(1.0)
                    .period(60)
                    .evaluationPeriods(15));
  }

  private List<String> alarms() {
    return stage().aws().cloudWatch().describeAlarmsPaginator().metricAlarms().stream()
        .map(MetricAlarm::alarmName)
        .toList();
  }

  @Test
  default void sweepsTheAlarmsOfDeadMachinesOnEveryPage() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(3).withDeadMachines(130));
    OneRun neighbour = stage().setUp(Setting.named("Plate1_2").withDeadMachines(2));
    FleetReviewOrder order =
        new FleetReviewOrder(run.run(), List.of(run.fleetId()), false, 0, 1, null, true);

    FleetReview first = stage().fleets().reviewFleets(order);
    FleetReview second = stage().fleets().reviewFleets(order);

    assertThat(first.problems()).isEmpty();
    assertThat(first.alarmsDeleted()).isEqualTo(130);
    assertThat(second.alarmsDeleted()).isZero();
    Stream<String> alive = run.machineIds().stream();
    assertThat(alarms()).containsAll(alive.map(run.run()::alarmName).toList());
    assertThat(alarms()).filteredOn(name -> name.startsWith("Plate1_i-")).hasSize(3);
    assertThat(alarms())
        .filteredOn(name -> neighbour.run().machineOfAlarm(name).isPresent())
        .hasSize(2);
  }

  @Test
  default void deletesAllAlarmsOfTheRunAndNoneOfAName() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(3).withDeadMachines(130));
    OneRun neighbour = stage().setUp(Setting.named("Plate1_2").withMachines(1));
    String ofAnother = "Plate1_" + neighbour.machineIds().get(0);
    List<String> strangers =
        List.of("Plate1_i-backup", "Plate1_i-0dead000000000000-copy", "Plate1", "My_Plate1_i-01");
    strangers.forEach(this::putAlarm);
    putAlarm(ofAnother);
    CleanupOrder order = run.frozen();
    stage().fleets().cancelFleets(order);
    stage().until(() -> stage().fleets().awaitMachinesGone(order));

    StepOutcome first = stage().cloudWatch().deleteAlarms(order);
    StepOutcome second = stage().cloudWatch().deleteAlarms(order);

    assertThat(first.kind()).isEqualTo(Kind.DONE);
    assertThat(first.detail())
        .isEqualTo(
            "Deleted 133 alarms of machines and 2 of the queue."
                + " Kept 1 alarm of a machine that is on for another run.");
    assertThat(second.kind()).isEqualTo(Kind.LEFT);
    assertThat(alarms())
        .containsAll(strangers)
        .contains(ofAnother, "ApproximateNumberOfMessagesVisibleisZero_Plate1_2")
        .hasSize(strangers.size() + 1 + 1 + 2);
  }

  @Test
  default void deletesTheDashboardOfThisNameOnce() {
    OneRun run = stage().setUp(Setting.named("Plate1"));
    stage()
        .aws()
        .cloudWatch()
        .putDashboard(p -> p.dashboardName("Plate1_copy").dashboardBody("{\"widgets\":[]}"));
    CleanupOrder order = run.frozen();

    StepOutcome first = stage().cloudWatch().deleteDashboard(order);
    StepOutcome second = stage().cloudWatch().deleteDashboard(order);

    assertThat(first.kind()).isEqualTo(Kind.DONE);
    assertThat(second.kind()).isEqualTo(Kind.ALREADY_GONE);
    assertThat(stage().aws().cloudWatch().listDashboards().dashboardEntries())
        .extracting(dashboard -> dashboard.dashboardName())
        .containsExactly("Plate1_copy");
  }

  @Test
  default void hasNothingLeftToDeleteTheSecondTime() {
    CleanupOrder order = stage().setUp(Setting.named("Plate1").withDeadMachines(2)).frozen();

    StepOutcome first = stage().cloudWatch().deleteAlarms(order);
    StepOutcome second = stage().cloudWatch().deleteAlarms(order);

    assertThat(first.detail()).isEqualTo("Deleted 2 alarms of machines and 2 of the queue.");
    assertThat(second.kind()).isEqualTo(Kind.ALREADY_GONE);
    assertThat(alarms()).isEmpty();
  }

  @Test
  default void saysWhatIsRefused() {
    CleanupOrder order = stage().setUp(Setting.named("Plate1").withDeadMachines(1)).frozen();
    stage().cloud().refuse("cloudwatch:DeleteAlarms");
    stage().cloud().refuse("cloudwatch:DeleteDashboards");

    Refusal alarms = Stage.refusalOf(() -> stage().cloudWatch().deleteAlarms(order));
    Refusal dashboard = Stage.refusalOf(() -> stage().cloudWatch().deleteDashboard(order));

    assertThat(alarms.operation()).isEqualTo("cloudwatch:DeleteAlarms");
    assertThat(List.of(alarms.code(), dashboard.code())).containsOnly("AccessDenied");
    assertThat(alarms()).hasSize(3);
  }
}
