package org.distributedmonitor.monitorfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Monitor files as texts, and what reading them comes to. */
final class Texts {

  static final String FLEET = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";

  static final String GOOD =
      """
      {"MONITOR_FLEET_ID" : "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab",
      "MONITOR_APP_NAME" : "2021_12_13_Project_Analysis",
      "MONITOR_ECS_CLUSTER" : "default",
      "MONITOR_QUEUE_NAME" : "2021_12_13_Project_AnalysisQueue",
      "MONITOR_BUCKET_NAME" : "bucket-name",
      "MONITOR_LOG_GROUP_NAME" : "2021_12_13_Project_Analysis",
      "MONITOR_START_TIME" : "1649187798951"}
      """;

  private Texts() {}

  static String with(String more) {
    return GOOD.strip().replaceFirst("}$", "") + ", " + more + "}";
  }

  static Reading.Read read(String text) {
    Reading reading = MonitorFile.parse(text);
    assertThat(reading).isInstanceOf(Reading.Read.class);
    return (Reading.Read) reading;
  }

  static List<String> faults(String text) {
    Reading reading = MonitorFile.parse(text);
    assertThat(reading).isInstanceOf(Reading.Faulty.class);
    return ((Reading.Faulty) reading).faults().stream().map(Fault::toString).toList();
  }
}
