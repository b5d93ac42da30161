package org.distributedmonitor.workflow;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.TrackedFile;

/** A scan in a sentence. */
final class ScanWords {

  private ScanWords() {}

  static String summary(List<TrackedFile> files, int older) {
    List<String> parts = new ArrayList<>();
    for (FileState state : FileState.values()) {
      long count = files.stream().filter(file -> file.state() == state).count();
      if (count > 0) {
        parts.add(count + " " + state.words());
      }
    }
    if (older > 0) {
      parts.add(older + " older, left alone");
    }
    return parts.isEmpty() ? "No monitor file is there." : String.join(", ", parts) + ".";
  }
}
