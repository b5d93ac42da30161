package org.distributedmonitor.acceptance.drills;

import java.time.Duration;
import java.util.Random;
import org.distributedmonitor.acceptance.RunPlan;

/** What befalls one run, all of it drawn from a seed. */
record Story(
    int seed, RunPlan plan, Moment moment, Disaster disaster, Duration outage, int victim) {
  private static final int LONGEST_OUTAGE = 15;

  static Story of(int seed) {
    Random random = new Random(seed);
    random.nextInt(); // The first draws of neighbouring seeds are much alike.
    Moment moment = one(Moment.values(), random);
    int machines = 3 + random.nextInt(4);
    int jobs = moment == Moment.LOWERING ? 2 : machines + random.nextInt(6);
    String app = String.format("Seed_%05d", seed);
    RunPlan plan =
        RunPlan.named(app)
            .withCluster(random.nextBoolean() ? "default" : "cluster_" + app)
            .sized(machines, random.nextInt(3), jobs);
    return new Story(
        seed,
        plan,
        moment,
        one(Disaster.values(), random),
        Duration.ofSeconds(1 + random.nextInt(LONGEST_OUTAGE)),
        random.nextInt(Site.MOST_WORKERS));
  }

  /** Lets it happen, and sees that the run ends well. */
  void happen(Site site) {
    DrilledRun run = DrilledRun.setUp(site, plan);
    if (moment == Moment.LOWERING) { // which comes in the first seconds
      run.arm(disaster.trigger(moment, run.run()));
    }
    run.watched();
    run.strike(moment, disaster, outage, victim);
    if (moment.jobsRemain()) {
      run.assertWatchedOn();
    }
    Duration took = run.finish();
    run.assertEndedWell();
    System.out.printf("%s: ended well after %d s%n", this, took.toSeconds());
  }

  private static <T> T one(T[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  @Override
  public String toString() {
    return String.format(
        "seed %d: %d machines, %d dead ones, %d jobs, cluster %s; %s: %s (%d s, worker %d)",
        seed,
        plan.machines(),
        plan.deadMachines(),
        plan.jobs(),
        plan.cluster(),
        moment,
        disaster,
        outage.toSeconds(),
        victim + 1);
  }
}
