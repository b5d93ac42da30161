package org.distributedmonitor.worker.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.distributedmonitor.temporal.Payloads;
import org.junit.jupiter.api.Test;

/** The heartbeat of an export: the next attempt may be made by a worker of another version. */
class ExportProgressTest {

  private static final ObjectMapper MAPPER = Payloads.mapper();

  @Test
  void comesBackAsItWas() throws Exception {
    ExportProgress progress = new ExportProgress("Plates 1", "task-1", 2);

    assertThat(MAPPER.readValue(MAPPER.writeValueAsString(progress), ExportProgress.class))
        .isEqualTo(progress);
  }

  @Test
  void isReadByOlderAndNewerWorkers() throws Exception {
    assertThat(MAPPER.readValue("{\"part\":\"Plates 1\",\"newer\":{}}", ExportProgress.class))
        .isEqualTo(new ExportProgress("Plates 1", "", 0));
    assertThat(MAPPER.readValue("{}", ExportProgress.class)).isEqualTo(ExportProgress.none());
  }
}
