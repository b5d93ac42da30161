package org.distributedmonitor.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Fleets that are on and that nobody has handed over.
 *
 * @param seen whether the account's fleets could be listed; if not, what was known before stands
 * @param naming those whose launch user data names the run; {@link Ownership#ANOTHER_RUNS} if it
 *     names another run as well
 * @param strangers those that hide their user data and are not the run's, as a machine of each has
 *     told once: they need not be asked again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OtherFleets(boolean seen, List<FleetSighting> naming, List<String> strangers) {

  public OtherFleets {
    naming = naming == null ? List.of() : List.copyOf(naming);
    strangers = strangers == null ? List.of() : List.copyOf(strangers);
  }

  /** Nobody could look. */
  public static OtherFleets unseen() {
    return new OtherFleets(false, List.of(), List.of());
  }

  /** Those that are the run's alone, and launch machines: one that a person cancelled is done. */
  public List<FleetSighting> ours() {
    return naming.stream().filter(OtherFleets::isOurs).toList();
  }

  /** Whether it may be treated as a fleet that was handed over. */
  public static boolean isOurs(FleetSighting fleet) {
    return fleet.ownership() == Ownership.OURS && fleet.condition().launches();
  }
}
