package org.distributedmonitor.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What CloudWatch's message about an alarm says, as far as it matters here. Its shape has grown
 * over the years and goes on growing, so only what is needed is looked for, and by name.
 *
 * @param name the alarm's name
 * @param state the state it has come into: ALARM, OK or INSUFFICIENT_DATA
 * @param queue the queue whose metric it watches; empty when it watches another thing
 */
record Alarm(String name, String state, Optional<String> queue) {

  private static final ObjectMapper JSON = new ObjectMapper();

  boolean rings() {
    return state.equals("ALARM");
  }

  /**
   * @return empty when the message is not about an alarm
   */
  static Optional<Alarm> parse(String message) {
    JsonNode alarm = tree(message);
    String name = alarm.path("AlarmName").asText("");
    String state = alarm.path("NewStateValue").asText("");
    return name.isEmpty() || state.isEmpty()
        ? Optional.empty()
        : Optional.of(new Alarm(name, state, queue(alarm.path("Trigger"))));
  }

  private static JsonNode tree(String message) {
    try {
      return JSON.readTree(message == null ? "" : message);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /** An alarm on one metric has its dimensions itself; one on several has them with each. */
  private static Optional<String> queue(JsonNode trigger) {
    List<JsonNode> dimensions = new ArrayList<>();
    trigger.path("Dimensions").forEach(dimensions::add);
    for (JsonNode metric : trigger.path("Metrics")) {
      metric.path("MetricStat").path("Metric").path("Dimensions").forEach(dimensions::add);
    }
    return dimensions.stream()
        .filter(dimension -> text(dimension, "name", "Name").equals("QueueName"))
        .map(dimension -> text(dimension, "value", "Value"))
        .filter(queue -> !queue.isEmpty())
        .findFirst();
  }

  /** In small letters as SNS has them, or as the API of CloudWatch writes the same. */
  private static String text(JsonNode dimension, String key, String otherwise) {
    return dimension.path(key).asText(dimension.path(otherwise).asText(""));
  }
}
