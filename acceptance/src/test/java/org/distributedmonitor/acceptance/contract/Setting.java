package org.distributedmonitor.acceptance.contract;

/**
 * A run to be set up, in the few words that both stand-ins understand. It also has three revisions
 * of its task definition, a dashboard, Auto-Monitor's two alarms and two log groups, each of two
 * streams.
 *
 * @param dead alarms left over by machines that ended long ago
 */
public record Setting(String app, String cluster, int machines, int dead, int jobs) {
  public static final String BUCKET = "bucket-name";
  public static final int REVISIONS = 3;

  static Setting named(String app) {
    return new Setting(app, "default", 0, 0, 0);
  }

  Setting in(String other) {
    return new Setting(app, other, machines, dead, jobs);
  }

  Setting withMachines(int count) {
    return new Setting(app, cluster, count, dead, jobs);
  }

  Setting withDeadMachines(int count) {
    return new Setting(app, cluster, machines, count, jobs);
  }

  Setting withJobs(int count) {
    return new Setting(app, cluster, machines, dead, count);
  }
}
