package org.distributedmonitor.automonitor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.distributedmonitor.monitor.Registration;

/**
 * A monitor's answer to the start of a run.
 *
 * @param workflowId the monitor that has answered
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Handover(String workflowId, Registration registration) {

  public Handover {
    requireNonNull(workflowId, "workflowId");
    requireNonNull(registration, "registration");
  }
}
