package org.distributedmonitor.monitorfile;

import java.util.List;
import java.util.stream.Collectors;
import org.distributedmonitor.run.Run;

/** What a monitor file turned out to say. */
public sealed interface Reading {

  /**
   * The file names a run.
   *
   * @param fleetIds the fleets it names, each once, the one of MONITOR_FLEET_ID first
   * @param warnings what was understood all the same but is worth a look, a sentence each
   */
  record Read(Run run, List<String> fleetIds, List<String> warnings) implements Reading {

    public Read {
      fleetIds = List.copyOf(fleetIds);
      warnings = List.copyOf(warnings);
    }
  }

  /** The file is at fault; nothing of it is used. */
  record Faulty(List<Fault> faults) implements Reading {

    public Faulty {
      faults = List.copyOf(faults);
    }

    /** All faults in one message, so that the file has to be edited only once. */
    public String message(String fileName) {
      if (faults.size() == 1) {
        return fileName + ": " + faults.get(0);
      }
      return faults.stream()
          .map(fault -> "\n  " + fault)
          .collect(Collectors.joining("", fileName + " has " + faults.size() + " faults:", ""));
    }
  }
}
