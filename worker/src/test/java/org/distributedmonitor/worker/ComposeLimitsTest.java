package org.distributedmonitor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A container that grants fewer threads than the worker may want ends it in the middle of work. */
class ComposeLimitsTest {

  /** Taking work from Temporal, HTTP, gRPC, Java itself; measured: 90. */
  private static final int THE_REST = 200;

  @Test
  void theContainerGrantsAllTheThreadsThatAFullWorkerUses() throws IOException {
    int ofMonitors = MonitorWorker.factoryOptions().getMaxWorkflowThreadCount();
    int ofActivities = 2 * MonitorWorker.PLACES;
    int ofTasks = MonitorWorker.WORKFLOW_TASKS;

    assertThat(pidsLimit()).isGreaterThan(ofMonitors + ofActivities + ofTasks + THE_REST);
  }

  private static int pidsLimit() throws IOException {
    Matcher limit =
        Pattern.compile("pids_limit: (\\d+)")
            .matcher(Files.readString(Path.of("../docker-compose.yml")));
    assertThat(limit.find()).isTrue();
    return Integer.parseInt(limit.group(1));
  }
}
