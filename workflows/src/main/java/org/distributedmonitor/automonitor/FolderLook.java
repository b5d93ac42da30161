package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What there is in a folder before Auto-Monitor is enabled for it.
 *
 * @param files the monitor files in it
 * @param prospects what would become of them, if that was asked
 * @param dcpMonitor whether DCP's own Auto-Monitor is there, too
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FolderLook(List<FileMark> files, List<Prospect> prospects, DcpMonitor dcpMonitor) {

  public FolderLook {
    files = files == null ? List.of() : List.copyOf(files);
    prospects = prospects == null ? List.of() : List.copyOf(prospects);
    dcpMonitor = dcpMonitor == null ? DcpMonitor.none() : dcpMonitor;
  }
}
