package org.distributedmonitor.scenarios.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Jobs that failed too often are saved for another submission and stay where they are. */
@Timeout(60)
class FailedJobsTest {

  private static final QueueAttributeName WAITING =
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void areSavedAsAJobFileAndStayInTheDeadLetterQueue() throws Exception {
    SimulatedRun neighbour = harness.setUp(spec("Cells").jobs(4).failingJobs(4).machines(4));
    harness.pass(Duration.ofMinutes(90));
    assertThat(waiting(harness, neighbour)).isEqualTo(4);
    SimulatedRun run = harness.setUp(spec("Plates").jobs(30).failingJobs(21).machines(10));

    harness.watch(run);
    MonitorReport report = Ending.within(harness, Duration.ofHours(6), "Plates");

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED_WITH_FAILED_JOBS);
    assertThat(report.counts().failedJobs()).isEqualTo(21);
    assertThat(report.failedJobsFile())
        .isEqualTo("s3://simulated-bucket/monitors/Plates/failed-jobs.json");
    assertJobFile(Texts.inBucket(harness, "monitors/Plates/failed-jobs.json"));
    assertThat(harness.region().calls().of("sqs:ChangeMessageVisibilityBatch"))
        .as("the 25 are given back at once, by tens")
        .hasSize(3)
        .allMatch(Call::succeeded);
    harness.pass(Duration.ofMinutes(2));
    assertThat(waiting(harness, run)).isEqualTo(25);
    assertThat(Texts.keys(harness, "monitors/Cells/")).isEmpty();
  }

  /** As submitJob reads it: what all jobs share, and one group each with its own Metadata. */
  private static void assertJobFile(String text) throws Exception {
    JsonNode file = new ObjectMapper().readTree(text);
    assertThat(file.get("pipeline").asText()).isEqualTo("projects/pipeline.cppipe");
    assertThat(file.get("output").asText()).isEqualTo("projects/output");
    assertThat(file.get("input").asText()).isEqualTo("projects/input");
    assertThat(file.get("data_file").asText()).isEqualTo("projects/load_data.csv");
    List<String> groups = new ArrayList<>();
    file.get("groups").forEach(group -> groups.add(group.get("Metadata").asText()));
    List<String> wells = new ArrayList<>();
    for (int i = 1; i <= 21; i++) {
      wells.add(String.format("Plate=Plate1,Well=W%05d", i));
    }
    assertThat(groups).containsExactlyInAnyOrderElementsOf(wells);
    assertThat(file.has("Metadata")).isFalse();
  }

  private static int waiting(MonitorHarness harness, SimulatedRun run) {
    Map<QueueAttributeName, String> counts =
        harness
            .region()
            .sqs()
            .getQueueAttributes(b -> b.queueUrl(run.deadLetterQueueUrl()).attributeNames(WAITING))
            .attributes();
    return Integer.parseInt(counts.get(WAITING));
  }

  private static RunSpec.Builder spec(String app) {
    return RunSpec.builder(app)
        .maxReceiveCount(2)
        .jobDuration(Duration.ofMinutes(5))
        .visibilityTimeout(Duration.ofMinutes(10));
  }
}
