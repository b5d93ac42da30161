package org.distributedmonitor.simulator;

import java.time.Duration;

/**
 * A run as somebody would set it up with Distributed-CellProfiler; everything but the name has a
 * default.
 *
 * @param app APP_NAME
 * @param cluster the ECS cluster
 * @param queue the queue of jobs
 * @param deadLetterQueue where failed jobs go; often shared between runs
 * @param bucket the bucket of results, logs and configuration
 * @param logGroup the first log group; the second is {@code <logGroup>_perInstance}
 * @param machines machines that the fleet is to have
 * @param tasksPerMachine containers on one machine (DCP: TASKS_PER_MACHINE)
 * @param jobsPerMachineAtOnce jobs that one machine works on at once (DCP: DOCKER_CORES and
 *     TASKS_PER_MACHINE)
 * @param weight units that one machine counts in the fleet
 * @param onDemandMachines how many of the machines are on-demand
 * @param maintain whether the fleet replaces what it loses; false is a fleet of type request
 * @param strandedMachines how many of the first machines never join the cluster: no name, no alarm
 * @param serviceTasks tasks that the service is to have; by default as many as the machines hold
 * @param slowPulls how many of the first tasks stay pending while their image is pulled
 * @param slowPull for how long these do
 * @param userDataShown whether EC2 shows the fleets' launch user data in their description
 * @param jobs jobs submitted at the start
 * @param jobDuration what a job takes, give or take a quarter
 * @param visibilityTimeout for how long a taken job is hidden (DCP: SQS_MESSAGE_VISIBILITY)
 * @param failingJobs how many of the jobs fail each time
 * @param maxReceiveCount tries before a job goes to the dead-letter queue
 * @param taskRevisions revisions of the task definition
 * @param dashboard whether there is a dashboard named as the app
 * @param cleanDashboard what CLEAN_DASHBOARD says in the monitor file; {@code dashboard(true)} sets
 *     it, too
 * @param autoMonitorAlarms whether the two queue alarms of Auto-Monitor and its file in the bucket
 *     are there
 * @param deadMachinesWithAlarms alarms left over by machines that ended long ago
 * @param bucketAllowsLogExports whether the bucket has the policy that exports need
 */
public record RunSpec(
    String app,
    String cluster,
    String queue,
    String deadLetterQueue,
    String bucket,
    String logGroup,
    int machines,
    int tasksPerMachine,
    int jobsPerMachineAtOnce,
    int weight,
    int onDemandMachines,
    boolean maintain,
    int strandedMachines,
    int serviceTasks,
    int slowPulls,
    Duration slowPull,
    boolean userDataShown,
    int jobs,
    Duration jobDuration,
    Duration visibilityTimeout,
    int failingJobs,
    int maxReceiveCount,
    int taskRevisions,
    boolean dashboard,
    boolean cleanDashboard,
    boolean autoMonitorAlarms,
    int deadMachinesWithAlarms,
    boolean bucketAllowsLogExports) {

  public RunSpec {
    if (machines < 0 || jobs < 0 || tasksPerMachine < 1 || jobsPerMachineAtOnce < 1 || weight < 1) {
      throw new IllegalArgumentException("counts must not be negative, and per machine at least 1");
    }
  }

  public static Builder builder(String app) {
    return new Builder(app);
  }

  /** The defaults, ready to be changed. */
  public static final class Builder {
    private final String app;
    private String cluster = "default";
    private String queue;
    private String deadLetterQueue = "DeadMessages";
    private String bucket = "simulated-bucket";
    private String logGroup;
    private int machines = 3;
    private int tasksPerMachine = 1;
    private int jobsPerMachineAtOnce = 1;
    private int weight = 1;
    private int onDemandMachines = 0;
    private boolean maintain = true;
    private int strandedMachines = 0;
    private int serviceTasks = -1;
    private int slowPulls = 0;
    private Duration slowPull = Duration.ZERO;
    private boolean userDataShown = true;
    private int jobs = 10;
    private Duration jobDuration = Duration.ofMinutes(10);
    private Duration visibilityTimeout = Duration.ofMinutes(30);
    private int failingJobs = 0;
    private int maxReceiveCount = 10;
    private int taskRevisions = 1;
    private boolean dashboard = false;
    private boolean cleanDashboard = false;
    private boolean autoMonitorAlarms = false;
    private int deadMachinesWithAlarms = 0;
    private boolean bucketAllowsLogExports = true;

    private Builder(String app) {
      this.app = app;
      queue = app + "Queue";
      logGroup = app;
    }

    public Builder cluster(String value) {
      cluster = value;
      return this;
    }

    public Builder queue(String value) {
      queue = value;
      return this;
    }

    public Builder deadLetterQueue(String value) {
      deadLetterQueue = value;
      return this;
    }

    public Builder bucket(String value) {
      bucket = value;
      return this;
    }

    public Builder logGroup(String value) {
      logGroup = value;
      return this;
    }

    public Builder machines(int value) {
      machines = value;
      return this;
    }

    public Builder tasksPerMachine(int value) {
      tasksPerMachine = value;
      return this;
    }

    public Builder jobsPerMachineAtOnce(int value) {
      jobsPerMachineAtOnce = value;
      return this;
    }

    public Builder weight(int value) {
      weight = value;
      return this;
    }

    public Builder onDemandMachines(int value) {
      onDemandMachines = value;
      return this;
    }

    public Builder maintain(boolean value) {
      maintain = value;
      return this;
    }

    public Builder strandedMachines(int value) {
      strandedMachines = value;
      return this;
    }

    public Builder serviceTasks(int value) {
      serviceTasks = value;
      return this;
    }

    public Builder slowPulls(int tasks, Duration each) {
      slowPulls = tasks;
      slowPull = each;
      return this;
    }

    public Builder userDataShown(boolean value) {
      userDataShown = value;
      return this;
    }

    public Builder jobs(int value) {
      jobs = value;
      return this;
    }

    public Builder jobDuration(Duration value) {
      jobDuration = value;
      return this;
    }

    public Builder visibilityTimeout(Duration value) {
      visibilityTimeout = value;
      return this;
    }

    public Builder failingJobs(int value) {
      failingJobs = value;
      return this;
    }

    public Builder maxReceiveCount(int value) {
      maxReceiveCount = value;
      return this;
    }

    public Builder taskRevisions(int value) {
      taskRevisions = value;
      return this;
    }

    public Builder dashboard(boolean value) {
      dashboard = value;
      cleanDashboard = value;
      return this;
    }

    public Builder cleanDashboard(boolean value) {
      cleanDashboard = value;
      return this;
    }

    public Builder autoMonitorAlarms(boolean value) {
      autoMonitorAlarms = value;
      return this;
    }

    public Builder deadMachinesWithAlarms(int value) {
      deadMachinesWithAlarms = value;
      return this;
    }

    public Builder bucketAllowsLogExports(boolean value) {
      bucketAllowsLogExports = value;
      return this;
    }

    public RunSpec build() {
      return new RunSpec(
          app,
          cluster,
          queue,
          deadLetterQueue,
          bucket,
          logGroup,
          machines,
          tasksPerMachine,
          jobsPerMachineAtOnce,
          weight,
          onDemandMachines,
          maintain,
          strandedMachines,
          serviceTasks < 0 ? machines * tasksPerMachine : serviceTasks,
          slowPulls,
          slowPull,
          userDataShown,
          jobs,
          jobDuration,
          visibilityTimeout,
          failingJobs,
          maxReceiveCount,
          taskRevisions,
          dashboard,
          cleanDashboard,
          autoMonitorAlarms,
          deadMachinesWithAlarms,
          bucketAllowsLogExports);
    }
  }
}
