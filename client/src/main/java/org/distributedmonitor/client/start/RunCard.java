package org.distributedmonitor.client.start;

import java.util.List;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.temporal.TemporalNames;

/** What the Web UI shows of a run from the first moment on, as markdown. */
final class RunCard {

  private RunCard() {}

  static String summary(Run run) {
    return "Watches the run " + run.app();
  }

  static String details(String workflowId, MonitorRequest request) {
    Run run = request.run();
    return String.join(
        "\n",
        List.of(
            "**Request Cancellation** ends the monitor and leaves the run as it is; to clean up, type"
                + " `starter finish --app "
                + TemporalNames.nameOf(workflowId)
                + "`.",
            "",
            "- **Run** " + run.app(),
            "- **Queue** " + run.queue(),
            "- **Fleet** " + String.join(", ", request.fleetIds()),
            "- **Cluster** " + run.cluster(),
            "- **Bucket** " + run.bucket(),
            "- **Log group** " + run.logGroup(),
            "- **Region** " + (run.region().isEmpty() ? "the worker's own" : run.region()),
            "- **Cheapest mode** " + (request.cheapest() ? "asked for" : "not asked for"),
            "",
            "**For cheapest mode** (one machine is kept, none is replaced) send the signal `"
                + TemporalNames.CHEAPEST_SIGNAL
                + "`, without input, here or with",
            "",
            "    temporal workflow signal --workflow-id "
                + workflowId
                + " --name "
                + TemporalNames.CHEAPEST_SIGNAL));
  }
}
