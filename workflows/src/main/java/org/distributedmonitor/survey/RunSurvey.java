package org.distributedmonitor.survey;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.OtherFleets;
import org.distributedmonitor.fleet.ProtectedMachines;

/**
 * What of a run there is in AWS, seen from the worker's account and region.
 *
 * @param at when it was looked
 * @param account the account the worker acts in, or empty when it could not be learnt
 * @param region the region looked at
 * @param fleets each fleet of the monitor file as it was found
 * @param others fleets that nobody has handed over
 * @param tagsSeen whether the machines' tags could be read
 * @param protectedMachines the machines of those fleets that somebody protects by a tag
 * @param serviceSeen whether the run's service exists
 * @param serviceCreatedAt when the service was made; null when there is none
 * @param taskQueueUrls the queues that revisions of the run's task definition name, active or not
 * @param logGroupSeen whether the run's log group exists
 * @param unreadable what could not be looked at, a sentence each
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunSurvey(
    Instant at,
    String account,
    String region,
    List<FleetSighting> fleets,
    OtherFleets others,
    boolean tagsSeen,
    List<ProtectedMachines> protectedMachines,
    boolean serviceSeen,
    Instant serviceCreatedAt,
    boolean taskDefinitionsSeen,
    List<String> taskQueueUrls,
    boolean logGroupSeen,
    List<String> unreadable) {

  public RunSurvey {
    account = account == null ? "" : account;
    region = region == null ? "" : region;
    fleets = fleets == null ? List.of() : List.copyOf(fleets);
    others = others == null ? OtherFleets.unseen() : others;
    protectedMachines = protectedMachines == null ? List.of() : List.copyOf(protectedMachines);
    taskQueueUrls = taskQueueUrls == null ? List.of() : List.copyOf(taskQueueUrls);
    unreadable = unreadable == null ? List.of() : List.copyOf(unreadable);
  }

  /** The fleets that were asked for, and those of the run that nobody has handed over. */
  public List<FleetSighting> fleetsOfTheRun() {
    return Stream.concat(fleets.stream(), others.ours().stream()).toList();
  }
}
