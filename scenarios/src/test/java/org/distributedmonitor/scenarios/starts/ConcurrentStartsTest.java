package org.distributedmonitor.scenarios.starts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Starts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Twenty people start the same run in the same moment. */
@Timeout(60)
class ConcurrentStartsTest {

  private static final String APP = "Plates";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void twentyStartsAtOnceBeginOneMonitor() throws Exception {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(60));
    ExecutorService people = Executors.newFixedThreadPool(20);
    CountDownLatch go = new CountDownLatch(1);

    List<Future<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      MonitorRequest mine = harness.request(run);
      Callable<Outcome> start =
          () -> {
            go.await();
            return Starts.first(harness, mine).outcome();
          };
      outcomes.add(people.submit(start));
    }
    go.countDown();
    List<Outcome> told = new ArrayList<>();
    for (Future<Outcome> outcome : outcomes) {
      told.add(outcome.get());
    }
    people.shutdown();

    assertThat(told).filteredOn(Outcome.STARTED::equals).hasSize(1);
    assertThat(told).filteredOn(Outcome.JOINED::equals).hasSize(19);
  }
}
