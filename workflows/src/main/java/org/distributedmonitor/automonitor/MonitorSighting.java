package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;
import org.distributedmonitor.monitor.Endings;

/**
 * A monitor as Temporal itself knows it.
 *
 * @param running whether it runs; what Temporal has forgotten does not
 * @param verdict how it ended, the name of a verdict; empty while it runs and when it has none
 * @param ending how Temporal says that it ended; empty while it runs
 * @param over whether it has cleaned up the very run that was asked about
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MonitorSighting(
    String workflowId, boolean running, String verdict, String ending, boolean over) {

  public MonitorSighting {
    verdict = verdict == null ? "" : verdict;
    ending = ending == null ? "" : ending;
  }

  /**
   * What befell a monitor that was to go on, such as {@code was terminated}; empty while it runs,
   * and when it ended with a verdict or because a person asked for its cancellation.
   */
  public Optional<String> cutOff() {
    return running || !verdict.isEmpty() ? Optional.empty() : Endings.cutOff(ending);
  }

  /** A monitor about which no certain run was asked. */
  public MonitorSighting(String workflowId, boolean running, String verdict, String ending) {
    this(workflowId, running, verdict, ending, false);
  }
}
