package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutputOptionTest {

  @Test
  void writesDurationsAsSecondsThatAnyProgramReads() throws Exception {
    JsonNode minutes = OutputOption.MAPPER.valueToTree(Duration.ofMinutes(10));

    assertThat(OutputOption.MAPPER.writeValueAsString(minutes)).isEqualTo("600");
  }
}
