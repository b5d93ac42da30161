package org.distributedmonitor.scenarios.plan;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** A run in one of the states in which somebody may want to know what a clean-up would do. */
enum RunInState {
  WHOLE,

  JOBS_LEFT {
    @Override
    RunSpec.Builder spec() {
      return super.spec().jobs(40).jobDuration(Duration.ofDays(3));
    }

    @Override
    void make(SimulatedRegion region, SimulatedRun run, Consumer<Duration> pass) {
      pass.accept(STARTED_UP);
    }
  },

  NOTHING_ASKED_FOR {
    @Override
    RunSpec.Builder spec() {
      return super.spec().cluster("default").cleanDashboard(false);
    }
  },

  HALF_GONE {
    @Override
    void make(SimulatedRegion region, SimulatedRun run, Consumer<Duration> pass) {
      super.make(region, run, pass);
      region.ecs().updateService(b -> b.cluster(APP).service(APP + "Service").desiredCount(0));
      region.ecs().deleteService(b -> b.cluster(APP).service(APP + "Service"));
      region.cloudWatch().deleteDashboards(b -> b.dashboardNames(APP));
      region.ecs().deregisterTaskDefinition(b -> b.taskDefinition(APP + "Task:2"));
      region
          .ec2()
          .cancelSpotFleetRequests(
              b -> b.spotFleetRequestIds(run.fleetId()).terminateInstances(true));
      region.logs().deleteLogGroup(b -> b.logGroupName(APP + "_perInstance"));
      pass.accept(Duration.ofMinutes(5));
    }
  },

  MACHINES_LEFT_ON {
    @Override
    void make(SimulatedRegion region, SimulatedRun run, Consumer<Duration> pass) {
      super.make(region, run, pass);
      String first = run.fleetId();
      run.startAnotherFleet();
      pass.accept(STARTED_UP);
      region
          .ec2()
          .cancelSpotFleetRequests(b -> b.spotFleetRequestIds(first).terminateInstances(false));
    }
  },

  CLUSTER_SHARED_AND_ALARM_BORROWED {
    @Override
    void make(SimulatedRegion region, SimulatedRun run, Consumer<Duration> pass) {
      SimulatedRun neighbour = region.setUp(neighbour().cluster(APP).build());
      super.make(region, run, pass);
      String machine = neighbour.machines().get(0).id();
      region
          .cloudWatch()
          .putMetricAlarm(
              b ->
                  b.alarmName(APP + "_" + machine)
                      .namespace("AWS/EC2")
                      .metricName("CPUUtilization")
                      .statistic(Statistic.MAXIMUM)
                      .threshold(1.0)
                      .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                      .period(60)
                      .evaluationPeriods(15));
    }
  },

  NEIGHBOURS_FLEET {
    /** Whose machines would end by themselves, and when, no plan knows of a cluster of its own. */
    @Override
    RunSpec.Builder spec() {
      return super.spec().cluster("default");
    }

    @Override
    List<String> fleets(SimulatedRegion region, SimulatedRun run) {
      return region.setUp(neighbour().build()).fleetIds();
    }
  };

  static final String APP = "Plates";

  private static final Duration STARTED_UP = Duration.ofMinutes(8);

  /** A run in its state, and the fleets that its monitor file names. */
  record Staged(SimulatedRun run, List<String> fleetIds) {}

  Staged stage(SimulatedRegion region, Consumer<Duration> pass) {
    SimulatedRun run = region.setUp(spec().build());
    make(region, run, pass);
    return new Staged(run, fleets(region, run));
  }

  RunSpec.Builder spec() {
    return RunSpec.builder(APP)
        .cluster(APP)
        .machines(3)
        .jobs(3)
        .failingJobs(1)
        .maxReceiveCount(1)
        .jobDuration(Duration.ofMinutes(2))
        .visibilityTimeout(Duration.ofMinutes(3))
        .taskRevisions(2)
        .dashboard(true)
        .autoMonitorAlarms(true)
        .deadMachinesWithAlarms(2);
  }

  /** The jobs are done; the machines, not idle for long enough yet, are on. */
  void make(SimulatedRegion region, SimulatedRun run, Consumer<Duration> pass) {
    pass.accept(STARTED_UP);
    run.drain();
  }

  List<String> fleets(SimulatedRegion region, SimulatedRun run) {
    return run.fleetIds();
  }

  private static RunSpec.Builder neighbour() {
    return RunSpec.builder(APP + "_2").machines(2).jobs(90).jobDuration(Duration.ofDays(1));
  }
}
