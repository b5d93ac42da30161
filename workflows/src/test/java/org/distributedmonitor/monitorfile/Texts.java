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

  /** As DCP v2.2.0 and later write it. */
  static final String EIGHT_KEYS = dashboard(",");

  /** As Distributed-Something, -Fiji and -OMEZARRCreator write it, and as DCP v2.1.0 did. */
  static final String CLOSED_TOO_EARLY = dashboard("}");

  /** As DCP wrote it in May and June 2023. */
  static final String WITHOUT_COMMA = dashboard("");

  private Texts() {}

  /** With CLEAN_DASHBOARD on a line of its own, and what stands before it. */
  private static String dashboard(String before) {
    return GOOD.replaceFirst("}\n$", before + "\n\"CLEAN_DASHBOARD\" : \"True\"}\n");
  }

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
