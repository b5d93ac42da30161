package org.distributedmonitor.simulator.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.*;

/** CloudWatch: alarms and dashboards, with AWS's limits of 100 names and 100 a page. */
public final class SimulatedCloudWatch implements CloudWatchClient {

  private final World world;

  public SimulatedCloudWatch(World world) {
    this.world = world;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
    List<String> named = new ArrayList<>(request.alarmNames());
    named.add(request.alarmNamePrefix());
    return world.call("cloudwatch:DescribeAlarms", present(named), () -> describe(request));
  }

  private DescribeAlarmsResponse describe(DescribeAlarmsRequest request) {
    Integer size = request.maxRecords();
    boolean badSize = size != null && (size < 1 || size > world.limits().page());
    if (badSize || request.alarmNames().size() > world.limits().batch()) {
      throw invalid("At most 100 alarms can be described at once");
    }
    if (!request.alarmNames().isEmpty() && request.alarmNamePrefix() != null) {
      throw world.error("InvalidParameterCombination");
    }
    String after = Pages.after(request.nextToken(), this::badToken);
    List<MetricAlarm> found =
        Pages.first(
            world.alarms.byName.tailMap(after, false).values(),
            alarm -> wanted(request, alarm),
            world.limits().page());
    boolean onlyOthers =
        !request.alarmTypes().isEmpty() && !request.alarmTypes().contains(AlarmType.METRIC_ALARM);
    Pages<MetricAlarm> page =
        world.page(
            onlyOthers ? List.of() : found,
            MetricAlarm::alarmName,
            request.nextToken(),
            size,
            this::badToken);
    return DescribeAlarmsResponse.builder()
        .metricAlarms(page.items())
        .compositeAlarms(List.of())
        .nextToken(page.nextToken())
        .build();
  }

  private static boolean wanted(DescribeAlarmsRequest request, MetricAlarm alarm) {
    return (request.alarmNames().isEmpty() || request.alarmNames().contains(alarm.alarmName()))
        && (request.alarmNamePrefix() == null
            || alarm.alarmName().startsWith(request.alarmNamePrefix()))
        && (request.stateValue() == null || alarm.stateValue() == request.stateValue())
        && (request.actionPrefix() == null
            || alarm.alarmActions().stream()
                .anyMatch(action -> action.startsWith(request.actionPrefix())));
  }

  @Override
  public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request) {
    return world.call(
        "cloudwatch:DeleteAlarms",
        request.alarmNames(),
        () -> {
          if (request.alarmNames().isEmpty()
              || request.alarmNames().size() > world.limits().batch()) {
            throw invalid("AlarmNames must hold 1 to 100 names");
          }
          request.alarmNames().forEach(world.alarms::delete);
          return DeleteAlarmsResponse.builder().build();
        });
  }

  @Override
  public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request) {
    return world.call(
        "cloudwatch:PutMetricAlarm",
        World.named(request.alarmName()),
        Map.of("cloudwatch:AlarmActions", request.alarmActions()),
        () -> {
          if (request.comparisonOperator() == null || request.evaluationPeriods() == null) {
            throw invalid("ComparisonOperator and EvaluationPeriods are required");
          }
          world.alarms.put(request);
          return PutMetricAlarmResponse.builder().build();
        });
  }

  @Override
  public PutDashboardResponse putDashboard(PutDashboardRequest request) {
    return world.call(
        "cloudwatch:PutDashboard",
        World.named(request.dashboardName()),
        () -> {
          world.dashboards.put(request.dashboardName(), request.dashboardBody());
          return PutDashboardResponse.builder().build();
        });
  }

  @Override
  public GetDashboardResponse getDashboard(GetDashboardRequest request) {
    return world.call(
        "cloudwatch:GetDashboard",
        World.named(request.dashboardName()),
        () -> {
          Dashboards.Dashboard found = world.dashboards.byName.get(request.dashboardName());
          if (found == null) {
            throw missing(request.dashboardName());
          }
          return GetDashboardResponse.builder()
              .dashboardName(found.name())
              .dashboardArn(world.dashboards.arn(found.name()))
              .dashboardBody(found.body())
              .build();
        });
  }

  @Override
  public ListDashboardsResponse listDashboards(ListDashboardsRequest request) {
    String prefix = request.dashboardNamePrefix() == null ? "" : request.dashboardNamePrefix();
    return world.call(
        "cloudwatch:ListDashboards",
        List.of(prefix),
        () -> {
          List<Dashboards.Dashboard> found = new ArrayList<>(world.dashboards.byName.values());
          found.removeIf(dashboard -> !dashboard.name().startsWith(prefix));
          Pages<Dashboards.Dashboard> page =
              world.page(
                  found, Dashboards.Dashboard::name, request.nextToken(), null, this::badToken);
          return ListDashboardsResponse.builder()
              .dashboardEntries(page.items().stream().map(this::entry).toList())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private DashboardEntry entry(Dashboards.Dashboard dashboard) {
    return DashboardEntry.builder()
        .dashboardName(dashboard.name())
        .dashboardArn(world.dashboards.arn(dashboard.name()))
        .lastModified(dashboard.modified())
        .size((long) dashboard.body().length())
        .build();
  }

  /** Deletes as many as possible, then says which one it missed. */
  @Override
  public DeleteDashboardsResponse deleteDashboards(DeleteDashboardsRequest request) {
    return world.call(
        "cloudwatch:DeleteDashboards",
        request.dashboardNames(),
        () -> {
          if (request.dashboardNames().isEmpty()
              || request.dashboardNames().size() > world.limits().batch()) {
            throw world.error("InvalidParameterValue");
          }
          String missed = null;
          for (String name : request.dashboardNames()) {
            missed = world.dashboards.delete(name) ? missed : name;
          }
          if (missed != null) {
            throw missing(missed);
          }
          return DeleteDashboardsResponse.builder().build();
        });
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return world.call(
        "cloudwatch:ListTagsForResource",
        World.named(request.resourceARN()),
        () -> {
          Map<String, String> tags = tagsOf(request.resourceARN());
          return ListTagsForResourceResponse.builder()
              .tags(
                  tags.entrySet().stream()
                      .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                      .toList())
              .build();
        });
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    return world.call(
        "cloudwatch:TagResource",
        World.named(request.resourceARN()),
        () -> {
          Map<String, String> tags = tagsOf(request.resourceARN());
          request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
          return TagResourceResponse.builder().build();
        });
  }

  private Map<String, String> tagsOf(String arn) {
    Map<String, String> tags =
        arn.contains(":dashboard/")
            ? world.dashboards.tags.get(arn.substring(arn.lastIndexOf('/') + 1))
            : world.alarms.tags.get(arn.replaceFirst(".*:alarm:", ""));
    if (tags == null) {
      throw world.error("ResourceNotFound", arn);
    }
    return tags;
  }

  private static List<String> present(List<String> names) {
    return names.stream().filter(name -> name != null).toList();
  }

  private RuntimeException missing(String dashboard) {
    return world.error("ResourceNotFound", dashboard);
  }

  private RuntimeException invalid(String text) {
    return world.saying("ValidationError", text);
  }

  private RuntimeException badToken() {
    return world.error("InvalidNextToken");
  }
}
