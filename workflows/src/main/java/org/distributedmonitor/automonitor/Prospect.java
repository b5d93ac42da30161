package org.distributedmonitor.automonitor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What would become of a file that lies there already.
 *
 * @param would how it would stand after a scan
 * @param app the run it names; empty when it cannot be read
 * @param notes why, a sentence each
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Prospect(
    String name, FileState would, String app, List<String> fleetIds, List<String> notes) {

  public Prospect {
    requireNonNull(name, "name");
    requireNonNull(would, "would");
    app = app == null ? "" : app;
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    notes = notes == null ? List.of() : List.copyOf(notes);
  }
}
