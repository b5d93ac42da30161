package org.distributedmonitor.monitorfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.distributedmonitor.run.Run;

/** The keys of a monitor file, each checked; the faults are collected on the way. */
final class MonitorFields {

  private static final String FLEET_ID = "MONITOR_FLEET_ID";
  private static final String APP = "MONITOR_APP_NAME";
  private static final String CLUSTER = "MONITOR_ECS_CLUSTER";
  private static final String QUEUE = "MONITOR_QUEUE_NAME";
  private static final String BUCKET = "MONITOR_BUCKET_NAME";
  private static final String LOG_GROUP = "MONITOR_LOG_GROUP_NAME";
  private static final String START_TIME = "MONITOR_START_TIME";
  private static final String CLEAN_DASHBOARD = LateDashboard.KEY;
  private static final String REGION = "MONITOR_REGION";
  private static final String FLEET_IDS = "MONITOR_FLEET_IDS";

  private static final List<String> KNOWN =
      List.of(
          FLEET_ID,
          APP,
          CLUSTER,
          QUEUE,
          BUCKET,
          LOG_GROUP,
          START_TIME,
          CLEAN_DASHBOARD,
          REGION,
          FLEET_IDS);

  private final JsonObjectText json;
  private final List<Fault> faults;
  private final List<String> warnings;

  MonitorFields(JsonObjectText json) {
    this.json = json;
    this.faults = new ArrayList<>(json.faults);
    this.warnings = new ArrayList<>(json.warnings);
  }

  Reading reading() {
    if (unreadable()) {
      return new Reading.Faulty(faults);
    }
    Set<String> fleets = new LinkedHashSet<>();
    fleets.add(name(FLEET_ID, Names.FLEET));
    String app = name(APP, Names.APP);
    String cluster = name(CLUSTER, Names.CLUSTER);
    String queue = name(QUEUE, Names.QUEUE);
    String bucket = name(BUCKET, Names.BUCKET);
    String logGroup = name(LOG_GROUP, Names.LOG_GROUP);
    Instant start = startTime();
    String region = json.fields.containsKey(REGION) ? name(REGION, Names.REGION) : "";
    fleets.addAll(moreFleets());
    boolean cleanDashboard = cleanDashboard();
    json.fields.keySet().stream().filter(key -> !KNOWN.contains(key)).forEach(this::unknown);
    if (!faults.isEmpty()) {
      return new Reading.Faulty(faults);
    }
    Run run = new Run(app, cluster, queue, bucket, logGroup, start, cleanDashboard, region);
    return new Reading.Read(run, List.copyOf(fleets), warnings);
  }

  /** A text that broke off before its first key would only add that every key is missing. */
  private boolean unreadable() {
    return faults.stream().anyMatch(fault -> fault.key().equals(Fault.WHOLE_FILE));
  }

  private String name(String key, Names kind) {
    return checked(key, json.fields.get(key), kind);
  }

  private String checked(String key, JsonNode value, Names kind) {
    if (value != null && value.isTextual() && kind.accepts(value.textValue())) {
      return value.textValue();
    }
    faults.add(new Fault(key, Quoted.value(value), kind.wanted()));
    return "";
  }

  private Instant startTime() {
    JsonNode value = json.fields.get(START_TIME);
    return StartTime.read(value)
        .orElseGet(
            () -> {
              faults.add(StartTime.fault(START_TIME, value));
              return Instant.EPOCH;
            });
  }

  private List<String> moreFleets() {
    JsonNode value = json.fields.get(FLEET_IDS);
    List<String> fleets = new ArrayList<>();
    if (value == null) {
      return fleets;
    }
    if (!value.isArray()) {
      faults.add(new Fault(FLEET_IDS, Quoted.value(value), "a list of spot fleet request ids"));
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      fleets.add(checked(FLEET_IDS + ", number " + (i + 1), value.get(i), Names.FLEET));
    }
    return fleets;
  }

  private boolean cleanDashboard() {
    JsonNode value = json.fields.get(CLEAN_DASHBOARD);
    if (value == null) {
      return false;
    }
    String said = value.isTextual() || value.isBoolean() ? value.asText() : "";
    boolean yes = said.equalsIgnoreCase("true");
    if (!yes && !said.equalsIgnoreCase("false")) {
      String found = CLEAN_DASHBOARD + " is " + Quoted.value(value);
      warnings.add(found + ", neither \"True\" nor \"False\"; the dashboard will be kept.");
    }
    return yes;
  }

  private void unknown(String key) {
    String meant = key.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    String hint = KNOWN.contains(meant) ? " Was " + meant + " meant?" : "";
    warnings.add("The key " + Quoted.text(key) + " is not known and was ignored." + hint);
  }
}
