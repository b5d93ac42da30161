package org.distributedmonitor.monitor;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.run.Phase;

/**
 * A monitor's answer to a start.
 *
 * @param outcome what became of the start
 * @param changed what the start changed in a monitor that was already running, a sentence each
 * @param kept what it asked for otherwise and did not get, a sentence each
 * @param phase the monitor's phase
 * @param expectations when what will happen next, a sentence each
 * @param successor for a start that belongs to a newer run, the workflow id that watches it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Registration(
    Outcome outcome,
    List<String> changed,
    List<String> kept,
    Phase phase,
    List<String> expectations,
    String successor) {

  public Registration {
    changed = changed == null ? List.of() : List.copyOf(changed);
    kept = kept == null ? List.of() : List.copyOf(kept);
    expectations = expectations == null ? List.of() : List.copyOf(expectations);
    successor = successor == null ? "" : successor;
  }

  /** The run is over, which no monitor has to be asked. */
  public static Registration over() {
    return new Registration(Outcome.OVER, List.of(), List.of(), Phase.FINISHED, List.of(), "");
  }

  /** What a start can come to. */
  public enum Outcome {
    /** This start began the monitor. */
    STARTED,
    /** The run was already watched; the start was added to it. */
    JOINED,
    /**
     * A run of the same name, but another queue, cluster, bucket, log group or region, is watched.
     */
    ANOTHER_RUN,
    /** The monitor is cleaning up its run; the start's fleet belongs to a newer one. */
    NEWER_RUN,
    /** The run was cleaned up by a monitor that has ended; nothing was begun. */
    OVER,
    /** Told by a newer version than this one is; never come to. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
