package org.distributedmonitor.automonitor.scan;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.TrackedFile;

/** A scan in a sentence. */
final class ScanWords {

  /** The server refuses a summary of more than 400 bytes, and the task with it, for ever. */
  private static final int LONGEST_IN_SUMMARY = 80;

  private ScanWords() {}

  /** What is done about a file, as the Web UI's timeline calls it. */
  static String about(String what, String name, String more) {
    String shown =
        name.length() > LONGEST_IN_SUMMARY ? name.substring(0, LONGEST_IN_SUMMARY) + "…" : name;
    return what + " " + shown + more;
  }

  static String summary(List<TrackedFile> files, int older, int noRoom) {
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
    String summary = parts.isEmpty() ? "No monitor file is there." : String.join(", ", parts) + ".";
    return noRoom == 0
        ? summary
        : summary
            + " "
            + noRoom
            + (noRoom == 1 ? " more waits until others are" : " more wait until others are")
            + " over, as no more can be looked after at once; start what cannot wait with"
            + " `starter start`, or move away what is over.";
  }
}
