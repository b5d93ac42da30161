package org.distributedmonitor.acceptance;

/**
 * The names and numbers of a run to set up, before any of it exists.
 *
 * <p>Names that Distributed-CellProfiler derives from the application's name are methods; those
 * that come from the monitor file, and so may be anything, are components.
 */
public record RunPlan(
    String app,
    String queue,
    String cluster,
    String logGroup,
    String bucket,
    String dashboard,
    int machines,
    int deadMachines,
    int jobs) {

  /** As DCP's own defaults have it: the default cluster, names made from the application's. */
  public static RunPlan named(String app) {
    return new RunPlan(
        app, app + "Queue", RunInMoto.DEFAULT_CLUSTER, app, "bucket-name", app, 20, 5, 60);
  }

  public RunPlan withQueue(String other) {
    return new RunPlan(
        app, other, cluster, logGroup, bucket, dashboard, machines, deadMachines, jobs);
  }

  public RunPlan withCluster(String other) {
    return new RunPlan(
        app, queue, other, logGroup, bucket, dashboard, machines, deadMachines, jobs);
  }

  public RunPlan withLogGroup(String other) {
    return new RunPlan(app, queue, cluster, other, bucket, dashboard, machines, deadMachines, jobs);
  }

  public RunPlan withBucket(String other) {
    return new RunPlan(
        app, queue, cluster, logGroup, other, dashboard, machines, deadMachines, jobs);
  }

  public RunPlan withDashboard(String other) {
    return new RunPlan(app, queue, cluster, logGroup, bucket, other, machines, deadMachines, jobs);
  }

  public RunPlan sized(int liveMachines, int dead, int jobsQueued) {
    return new RunPlan(
        app, queue, cluster, logGroup, bucket, dashboard, liveMachines, dead, jobsQueued);
  }

  public String service() {
    return app + "Service";
  }

  public String family() {
    return app + "Task";
  }

  public String perInstanceLogGroup() {
    return logGroup + "_perInstance";
  }

  public String alarm(String instanceId) {
    return app + "_" + instanceId;
  }

  public String visibleAlarm() {
    return "ApproximateNumberOfMessagesVisibleisZero_" + app;
  }

  public String notVisibleAlarm() {
    return "ApproximateNumberOfMessagesNotVisibleisZero_" + app;
  }

  public String workerTag() {
    return app + "Worker";
  }

  public String autoMonitorKey() {
    return "monitors/" + app + "SpotFleetRequestId.json";
  }

  public String deadMachine(int number) {
    return String.format("i-0dead%012x", number);
  }
}
