package org.distributedmonitor.worker.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Failed jobs as files that DCP's {@code submitJob} takes.
 *
 * <p>{@code submitJob} makes one message per entry of the file's {@code groups}: the file's other
 * keys, and the entry's {@code Metadata}. This goes the other way. Jobs whose other keys differ
 * cannot be in one file, so each common part gets a file of its own, the one with the most jobs
 * first. A body that is not such a message is kept as it is, in a list.
 *
 * @param files the job files; the first is {@code failed-jobs.json}
 * @param unreadable what cannot be put in a job file, or null
 */
record JobFiles(List<String> files, String unreadable) {

  private static final String METADATA = "Metadata";
  private static final String GROUPS = "groups";
  private static final ObjectMapper JSON = new ObjectMapper();

  static JobFiles of(List<FailedJob> jobs) {
    List<FailedJob> inOrder = new ArrayList<>(jobs);
    inOrder.sort(Comparator.comparing(FailedJob::sentAt).thenComparing(FailedJob::messageId));
    Map<ObjectNode, ArrayNode> groups = new LinkedHashMap<>();
    ArrayNode unreadable = JSON.createArrayNode();
    for (FailedJob job : inOrder) {
      ObjectNode common = jobIn(job.body());
      if (common == null) {
        unreadable.addObject().put("messageId", job.messageId()).put("body", job.body());
      } else {
        JsonNode metadata = common.remove(METADATA);
        groups
            .computeIfAbsent(common, first -> JSON.createArrayNode())
            .addObject()
            .set(METADATA, metadata);
      }
    }
    List<ObjectNode> files = new ArrayList<>();
    groups.forEach((common, entries) -> files.add(common.deepCopy().set(GROUPS, entries)));
    files.sort(Comparator.comparingInt((ObjectNode file) -> file.get(GROUPS).size()).reversed());
    return new JobFiles(
        files.stream().map(JobFiles::text).toList(),
        unreadable.isEmpty() ? null : text(unreadable));
  }

  /** The message as an object, or null when it is none that {@code submitJob} could have sent. */
  private static ObjectNode jobIn(String body) {
    try {
      JsonNode read = JSON.readTree(body);
      boolean job = read != null && read.isObject() && read.has(METADATA) && !read.has(GROUPS);
      return job ? (ObjectNode) read : null;
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  private static String text(JsonNode node) {
    return node.toPrettyString() + "\n";
  }
}
