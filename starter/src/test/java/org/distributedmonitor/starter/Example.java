package org.distributedmonitor.starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Monitor files to start with. */
final class Example {

  static final String FLEET = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";
  static final String OTHER_FLEET = "sfr-11112222-3333-4444-5555-666677778888";

  /** The one that comes with the sources. */
  static final String SHIPPED = "../files/2021_12_13_Project_AnalysisSpotFleetRequestId.json";

  private Example() {}

  static String file(Path folder, String app, String fleet, String queue, long start)
      throws IOException {
    return Files.writeString(
            Files.createTempFile(folder, app, ".json"),
            """
            {"MONITOR_FLEET_ID" : "%s",
            "MONITOR_APP_NAME" : "%s",
            "MONITOR_ECS_CLUSTER" : "default",
            "MONITOR_QUEUE_NAME" : "%s",
            "MONITOR_BUCKET_NAME" : "bucket-name",
            "MONITOR_LOG_GROUP_NAME" : "%s",
            "MONITOR_START_TIME" : "%d"}"""
                .formatted(fleet, app, queue, app, start))
        .toString();
  }

  /** The same file with CLEAN_DASHBOARD on a line of its own, and what stands before it. */
  static String withDashboard(String file, String before) throws IOException {
    String text = Files.readString(Path.of(file));
    return Files.writeString(
            Path.of(file), text.replace("}", before + "\n\"CLEAN_DASHBOARD\" : \"True\"}\n"))
        .toString();
  }
}
