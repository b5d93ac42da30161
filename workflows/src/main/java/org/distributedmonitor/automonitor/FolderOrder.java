package org.distributedmonitor.automonitor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What is asked about a folder before Auto-Monitor is enabled for it.
 *
 * @param prospects whether it is looked what would become of the files in it
 * @param among only of these; of all when there are none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FolderOrder(MonitorFolder folder, boolean prospects, List<FileMark> among) {

  public FolderOrder {
    requireNonNull(folder, "folder");
    among = among == null ? List.of() : List.copyOf(among);
  }
}
