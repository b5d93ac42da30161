package org.distributedmonitor.starter;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.distributedmonitor.client.connection.Temporal;

/** Where a workflow can be looked at in a browser, as far as that can be told from here. */
final class WebUi {

  /** Names the Web UI when it is not where Temporal's development server has it. */
  static final String VARIABLE = "MONITOR_WEB_UI";

  private static final String CLOUD = ".tmprl.cloud:7233";

  private WebUi() {}

  static Optional<String> of(Temporal temporal, String workflowId, Map<String, String> env) {
    return page(temporal, "workflows", workflowId, env);
  }

  static Optional<String> ofSchedule(
      Temporal temporal, String scheduleId, Map<String, String> env) {
    return page(temporal, "schedules", scheduleId, env);
  }

  private static Optional<String> page(
      Temporal temporal, String kind, String id, Map<String, String> env) {
    return base(temporal.address(), env)
        .map(
            base ->
                base.replaceAll("/+$", "")
                    + "/namespaces/"
                    + encoded(temporal.namespace())
                    + "/"
                    + kind
                    + "/"
                    + encoded(id));
  }

  private static Optional<String> base(String address, Map<String, String> env) {
    String given = env.getOrDefault(VARIABLE, "");
    if (!given.isEmpty()) {
      return Optional.of(given);
    }
    if (address.equals("localhost:7233") || address.equals("127.0.0.1:7233")) {
      return Optional.of("http://localhost:8233");
    }
    return address.endsWith(CLOUD) ? Optional.of("https://cloud.temporal.io") : Optional.empty();
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
