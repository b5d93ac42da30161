package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A look at a run before its monitor is started.
 *
 * @param objections what speaks against a monitor, a sentence each; empty when nothing does
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunLook(List<String> objections) {

  public RunLook {
    objections = objections == null ? List.of() : List.copyOf(objections);
  }
}
