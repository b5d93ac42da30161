package org.distributedmonitor.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One run of Distributed-CellProfiler, and the exact names its pieces have in AWS.
 *
 * <p>The names follow what {@code run.py} of Distributed-CellProfiler creates. They are always
 * compared whole: a neighbour called {@code <app>_2}, or a queue {@code <queue>1}, is another
 * run's.
 *
 * @param app the run's APP_NAME
 * @param cluster the ECS cluster; {@code default} is shared and never deleted
 * @param queue the name of the SQS queue of jobs
 * @param bucket the S3 bucket that takes exported logs and the report
 * @param logGroup the CloudWatch log group of the jobs
 * @param startTime when the cluster was started (MONITOR_START_TIME); log exports begin here
 * @param cleanDashboard whether the run's dashboard is deleted at the end (CLEAN_DASHBOARD)
 * @param region the AWS region, or empty for the worker's own
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Run(
    String app,
    String cluster,
    String queue,
    String bucket,
    String logGroup,
    Instant startTime,
    boolean cleanDashboard,
    String region) {

  /** The cluster every AWS account has and shares. */
  public static final String DEFAULT_CLUSTER = "default";

  private static final String NOTHING_VISIBLE = "ApproximateNumberOfMessagesVisibleisZero_";
  private static final String NOTHING_IN_PROCESS = "ApproximateNumberOfMessagesNotVisibleisZero_";

  /** AWS takes 512 characters for a task's name; what is added to it has its place in the rest. */
  private static final int LONGEST_IN_TASK_NAME = 440;

  private static final Pattern INSTANCE_ID = Pattern.compile("i-[0-9a-f]{8,40}");

  public Run {
    requireNonNull(app, "app");
    requireNonNull(cluster, "cluster");
    requireNonNull(queue, "queue");
    requireNonNull(bucket, "bucket");
    requireNonNull(logGroup, "logGroup");
    requireNonNull(startTime, "startTime");
    region = region == null ? "" : region;
  }

  /** The ECS service that puts containers on the machines. */
  public String serviceName() {
    return app + "Service";
  }

  /** The family of the run's task definitions. */
  public String taskFamily() {
    return app + "Task";
  }

  /** The Name tag that DCP's container gives the machine it runs on. */
  public String machineName() {
    return app + "Worker";
  }

  /** What the names of all machine alarms of this run begin with; never enough to own one. */
  public String alarmPrefix() {
    return app + "_i-";
  }

  /** The alarm that ends a machine whose processor idles. */
  public String alarmName(String instanceId) {
    return app + "_" + instanceId;
  }

  /**
   * The machine an alarm of this run watches.
   *
   * @return empty when the alarm is not named exactly as this run names its machine alarms
   */
  public Optional<String> machineOfAlarm(String alarmName) {
    if (!alarmName.startsWith(app + "_")) {
      return Optional.empty();
    }
    Matcher id = INSTANCE_ID.matcher(alarmName.substring(app.length() + 1));
    return id.matches() ? Optional.of(id.group()) : Optional.empty();
  }

  /** The two alarms that DCP's Auto-Monitor puts on the queue. */
  public List<String> queueAlarms() {
    return List.of(NOTHING_VISIBLE + app, NOTHING_IN_PROCESS + app);
  }

  /**
   * The APP_NAME of the run whose queue such an alarm watches.
   *
   * @return empty when the alarm is not named as Auto-Monitor names them
   */
  public static Optional<String> appOfQueueAlarm(String alarmName) {
    return Stream.of(NOTHING_VISIBLE, NOTHING_IN_PROCESS)
        .filter(alarmName::startsWith)
        .map(prefix -> alarmName.substring(prefix.length()))
        .filter(app -> !app.isEmpty())
        .findFirst();
  }

  /** What tells this run from another, whenever either was started: each name by what it is of. */
  public Map<String, String> identity() {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("application", app);
    identity.put("queue", queue);
    identity.put("cluster", cluster);
    identity.put("bucket", bucket);
    identity.put("log group", logGroup);
    identity.put("region", region);
    return identity;
  }

  public String dashboardName() {
    return app;
  }

  /** The log group in which each machine's container writes its load. */
  public String instanceLogGroup() {
    return logGroup + "_perInstance";
  }

  /** What the launch user data of this run's fleets names, and of no other run's. */
  public String ecsConfigKey() {
    return "ecsconfigs/" + app + "_ecs.config";
  }

  public boolean sharesDefaultCluster() {
    return cluster.equals(DEFAULT_CLUSTER);
  }

  /** Where in the bucket the exported logs of a group go. */
  public String exportPrefix(String group) {
    return "exportedlogs/" + group;
  }

  /**
   * The export task's name: fixed per group and start, so that a second try finds the first. The
   * task names its group, too, so that a very long name can be cut.
   */
  public String exportTaskName(String group) {
    String head = group.substring(0, Math.min(group.length(), LONGEST_IN_TASK_NAME));
    return head + " " + startTime.toEpochMilli();
  }

  public String failedJobsKey() {
    return "monitors/" + app + "/failed-jobs.json";
  }

  /** Where it lies what of the newest run of this APP_NAME is left, each thing by its name. */
  public String leftKey() {
    return "monitors/" + app + "/left.json";
  }

  /** The same of a run that has a successor, by when it was frozen. */
  public String leftKey(Instant frozenAt) {
    return "monitors/" + app + "/left-" + frozenAt.toEpochMilli() + ".json";
  }

  /** Where the newest report of this APP_NAME lies. */
  public String reportKey() {
    return "monitors/" + app + "/report.json";
  }

  /** Where the report of one watch lies, whatever is watched later under the same APP_NAME. */
  public String reportKey(Instant watchedSince) {
    return "monitors/" + app + "/report-" + watchedSince.toEpochMilli() + ".json";
  }
}
