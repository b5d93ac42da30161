package org.distributedmonitor.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a look at the fleets found and what was done. Each part stands for itself: one that was
 * refused is in the problems and does not keep the others from being done.
 *
 * @param fleets each fleet as it was found, with the target it has now
 * @param others fleets that nobody has handed over; nothing is done about them yet
 * @param machines how many machines the fleets have; -1 when they could not be listed
 * @param lowered what was lowered
 * @param guarded the machines that got a name and an alarm
 * @param alarmsDeleted how many alarms of dead machines were deleted
 * @param tagsSeen whether the machines' tags were read; if not, what was known before stands
 * @param protectedMachines the machines that somebody protects by a tag
 * @param warnings what looks wrong but is the user's to judge, a sentence each
 * @param problems what was refused
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FleetReview(
    List<FleetSighting> fleets,
    OtherFleets others,
    int machines,
    List<Lowering> lowered,
    List<String> guarded,
    int alarmsDeleted,
    boolean tagsSeen,
    List<ProtectedMachines> protectedMachines,
    List<String> warnings,
    List<FleetProblem> problems) {

  public FleetReview {
    fleets = fleets == null ? List.of() : List.copyOf(fleets);
    others = others == null ? OtherFleets.unseen() : others;
    lowered = lowered == null ? List.of() : List.copyOf(lowered);
    guarded = guarded == null ? List.of() : List.copyOf(guarded);
    protectedMachines = protectedMachines == null ? List.of() : List.copyOf(protectedMachines);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
    problems = problems == null ? List.of() : List.copyOf(problems);
  }
}
