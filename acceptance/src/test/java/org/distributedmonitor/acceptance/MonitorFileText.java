package org.distributedmonitor.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The monitor file as DCP's startCluster writes it: seven keys, all strings. */
record MonitorFileText(RunInMoto run) {

  /** With keys added or replaced, such as {@code CLEAN_DASHBOARD}. */
  String with(Map<String, ?> more) {
    RunPlan plan = run.plan();
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("MONITOR_FLEET_ID", run.fleetId());
    keys.put("MONITOR_APP_NAME", plan.app());
    keys.put("MONITOR_ECS_CLUSTER", plan.cluster());
    keys.put("MONITOR_QUEUE_NAME", plan.queue());
    keys.put("MONITOR_BUCKET_NAME", plan.bucket());
    keys.put("MONITOR_LOG_GROUP_NAME", plan.logGroup());
    keys.put("MONITOR_START_TIME", Long.toString(run.startTime().toEpochMilli()));
    keys.putAll(more);
    try {
      return new ObjectMapper().writeValueAsString(keys);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
