package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.run.Run;

/**
 * What a monitor file in the bucket says.
 *
 * @param etag the mark of the content that was read
 * @param digest of the content itself: the same bytes uploaded again have the same
 * @param run the run it names; null when it is at fault or gone
 * @param fleetIds the fleets it names, each once
 * @param notes its faults when there is no run, else what is worth a look, a sentence each
 * @param finished whether the same content lies among the files of finished runs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FileReading(
    String etag,
    String digest,
    Run run,
    List<String> fleetIds,
    List<String> notes,
    boolean finished) {

  public FileReading {
    etag = etag == null ? "" : etag;
    digest = digest == null ? "" : digest;
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  /** It was deleted since it was listed. */
  public static FileReading gone() {
    return new FileReading("", "", null, List.of(), List.of(), false);
  }

  public boolean absent() {
    return digest.isEmpty();
  }
}
