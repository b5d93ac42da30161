package org.distributedmonitor.worker.alarm;

import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Finds a dashboard by its whole name. */
public final class Dashboards {

  private Dashboards() {}

  public static boolean exists(CloudWatchClient cloudWatch, String name) {
    return Gone.DASHBOARD.or(() -> cloudWatch.getDashboard(b -> b.dashboardName(name))).isPresent();
  }
}
