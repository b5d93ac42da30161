package org.distributedmonitor.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobFilesTest {

  private final List<FailedJob> jobs = new ArrayList<>();

  @Test
  void jobsOfOneSubmissionBecomeTheFileTheyCameFrom() {
    fail("{\"Metadata\": \"Plate=P1,Well=A01\", \"pipeline\": \"p.cppipe\", \"input\": \"in\"}");
    fail("{\"Metadata\": \"Plate=P1,Well=A02\", \"pipeline\": \"p.cppipe\", \"input\": \"in\"}");

    JobFiles files = JobFiles.of(jobs);

    assertThat(files.files())
        .containsExactly(
            """
            {
              "pipeline" : "p.cppipe",
              "input" : "in",
              "groups" : [ {
                "Metadata" : "Plate=P1,Well=A01"
              }, {
                "Metadata" : "Plate=P1,Well=A02"
              } ]
            }
            """);
    assertThat(files.unreadable()).isNull();
  }

  @Test
  void jobsOfDifferentSettingsGetAFileEachTheLargestFirst() {
    fail("{\"Metadata\": \"a\", \"pipeline\": \"one\"}");
    fail("{\"Metadata\": \"b\", \"pipeline\": \"two\"}");
    fail("{\"pipeline\": \"two\", \"Metadata\": {\"Well\": \"A01\"}}");

    JobFiles files = JobFiles.of(jobs);

    assertThat(files.files()).hasSize(2);
    assertThat(files.files().get(0)).contains("\"two\"", "\"b\"", "\"A01\"");
    assertThat(files.files().get(1)).contains("\"one\"", "\"a\"");
  }

  @Test
  void whatIsNoJobOfDcpIsKeptAsItIs() {
    fail("not json");
    fail("[1, 2]");
    fail("{\"pipeline\": \"no metadata\"}");
    fail("");

    JobFiles files = JobFiles.of(jobs);

    assertThat(files.files()).isEmpty();
    assertThat(files.unreadable()).contains("not json", "[1, 2]", "no metadata", "message-3");
  }

  private void fail(String body) {
    int number = jobs.size();
    jobs.add(new FailedJob("message-" + number, Instant.ofEpochSecond(number), body));
  }
}
