package org.distributedmonitor.automonitor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;

/**
 * An Auto-Monitor as it was enabled: what each of its scans begins with.
 *
 * @param every how often the folder is looked through
 * @param older what lay there when it was enabled, exactly: it is left alone until its content
 *     changes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AutoMonitor(
    MonitorFolder folder, Duration every, RunSettings settings, List<FileMark> older) {

  private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(2);

  public AutoMonitor {
    requireNonNull(folder, "folder");
    every = every == null ? Duration.ofMinutes(5) : every;
    settings = settings == null ? new RunSettings(false, 1, null, null) : settings;
    older = older == null ? List.of() : List.copyOf(older);
  }

  /** How long a scan tries one thing: an outage is waited for a little, the next scan goes on. */
  public Duration patience() {
    Duration half = every.dividedBy(2);
    if (half.compareTo(SHORTEST_PATIENCE) < 0) {
      return SHORTEST_PATIENCE;
    }
    return half.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : half;
  }
}
