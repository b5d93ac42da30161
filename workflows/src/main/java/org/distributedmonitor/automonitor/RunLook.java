package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A look at a run before its monitor is started.
 *
 * @param objections what speaks against a monitor, a sentence each; empty when nothing does
 * @param remarks what else a person would want to know before, a sentence each
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunLook(List<String> objections, List<String> remarks) {

  public RunLook {
    objections = objections == null ? List.of() : List.copyOf(objections);
    remarks = remarks == null ? List.of() : List.copyOf(remarks);
  }
}
