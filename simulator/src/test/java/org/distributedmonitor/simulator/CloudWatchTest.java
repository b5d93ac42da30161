package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

class CloudWatchTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final CloudWatchClient cloudWatch = region.cloudWatch();

  private List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> String.format("P_i-%017x", i)).toList();
  }

  private void put(String name) {
    cloudWatch.putMetricAlarm(
        r -> r.alarmName(name).comparisonOperator("LessThanThreshold").evaluationPeriods(1));
  }

  @Test
  void alarmsComeInPagesOfAtMostAHundredAndAreDeletedByAHundred() {
    List<String> names = names(230);
    names.forEach(this::put);
    put("P_2_i-0");

    assertThat(
            cloudWatch
                .describeAlarms(r -> r.alarmNamePrefix("P_i-").maxRecords(100))
                .metricAlarms())
        .hasSize(100);
    assertThat(cloudWatch.describeAlarmsPaginator(r -> r.alarmNamePrefix("P_i-")).metricAlarms())
        .extracting(MetricAlarm::alarmName)
        .isEqualTo(names);
    assertThatThrownBy(() -> cloudWatch.describeAlarms(r -> r.maxRecords(101)))
        .isInstanceOf(CloudWatchException.class);
    assertThatThrownBy(() -> cloudWatch.deleteAlarms(r -> r.alarmNames(names.subList(0, 101))))
        .isInstanceOf(CloudWatchException.class);
    assertThatThrownBy(() -> cloudWatch.deleteAlarms(r -> r.alarmNames(List.of())))
        .isInstanceOf(CloudWatchException.class);
    cloudWatch.deleteAlarms(r -> r.alarmNames("nobody", names.get(0)));
    assertThat(cloudWatch.describeAlarms(r -> r.alarmNames(names.get(0))).metricAlarms()).isEmpty();
    assertThatThrownBy(() -> cloudWatch.describeAlarms(r -> r.alarmNames("a").alarmNamePrefix("b")))
        .isInstanceOf(InvalidParameterCombinationException.class);
  }

  @Test
  void deletingBetweenTwoPagesSkipsNothing() {
    names(120).forEach(this::put);
    var first = cloudWatch.describeAlarms(r -> r.maxRecords(100));
    cloudWatch.deleteAlarms(r -> r.alarmNames(names(100)));

    assertThat(
            cloudWatch
                .describeAlarms(r -> r.maxRecords(100).nextToken(first.nextToken()))
                .metricAlarms())
        .hasSize(20);
  }

  @Test
  void aNewAlarmHasInsufficientDataAndTags() {
    cloudWatch.putMetricAlarm(
        r ->
            r.alarmName("A")
                .comparisonOperator("LessThanThreshold")
                .evaluationPeriods(1)
                .tags(Tag.builder().key("owner").value("lab").build()));
    MetricAlarm alarm = cloudWatch.describeAlarms(r -> r.alarmNames("A")).metricAlarms().get(0);

    assertThat(alarm.stateValueAsString()).isEqualTo("INSUFFICIENT_DATA");
    assertThat(cloudWatch.listTagsForResource(r -> r.resourceARN(alarm.alarmArn())).tags())
        .singleElement()
        .satisfies(tag -> assertThat(tag.value()).isEqualTo("lab"));
  }

  @Test
  void aMissingDashboardIsResourceNotFoundAndTheOthersAreDeleted() {
    cloudWatch.putDashboard(r -> r.dashboardName("P").dashboardBody("{}"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(cloudWatch.getDashboard(r -> r.dashboardName("P")).dashboardArn())
        .isEqualTo("arn:aws:cloudwatch::123456789012:dashboard/P");
    assertThat(cloudWatch.listDashboards(r -> r.dashboardNamePrefix("P")).dashboardEntries())
        .hasSize(1);

    assertThatThrownBy(() -> cloudWatch.deleteDashboards(r -> r.dashboardNames("P", "Q")))
        .isInstanceOfSatisfying(
            DashboardNotFoundErrorException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFound");
              assertThat(e.statusCode()).isEqualTo(404);
            });
    assertThatThrownBy(() -> cloudWatch.getDashboard(r -> r.dashboardName("P")))
        .isInstanceOf(DashboardNotFoundErrorException.class);
    assertThatThrownBy(() -> cloudWatch.deleteDashboards(r -> r.dashboardNames(List.of())))
        .isInstanceOf(InvalidParameterValueException.class);
  }
}
