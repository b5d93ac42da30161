package org.distributedmonitor.automonitor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.run.Names;

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

  /** The prospects of one look together; a list of all files of the folder goes with them. */
  private static final int MOST_BYTES = 80_000;

  /** What is written of one beside its names and notes. */
  private static final int A_PROSPECT = 80;

  public Prospect {
    requireNonNull(name, "name");
    requireNonNull(would, "would");
    app = app == null ? "" : app;
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  /** These, of each the first words alone when all of it would be too much for one answer. */
  public static List<Prospect> fitting(List<Prospect> prospects) {
    int bytes = prospects.stream().mapToInt(Prospect::bytes).sum();
    return bytes <= MOST_BYTES ? prospects : prospects.stream().map(Prospect::shortly).toList();
  }

  private int bytes() {
    return A_PROSPECT
        + ScanMemory.bytes(name)
        + ScanMemory.bytes(app)
        + ScanMemory.bytes(fleetIds)
        + ScanMemory.bytes(notes);
  }

  private Prospect shortly() {
    List<String> fleets = fleetIds.stream().limit(1).toList();
    int count = fleetIds.size();
    return new Prospect(
        name,
        would,
        app,
        count == 0 ? fleets : List.of(Names.told(fleets, count)),
        ScanMemory.shortly(notes));
  }
}
