package org.distributedmonitor.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What the monitor did over the whole run, counted.
 *
 * @param scaleDowns how often a fleet's target was lowered
 * @param alarmsDeleted alarms of dead machines deleted while the run was watched
 * @param machinesGuarded machines that got the name and the alarm their container never gave them
 * @param failedJobs jobs of this run found in the dead-letter queue
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Counts(int scaleDowns, int alarmsDeleted, int machinesGuarded, int failedJobs) {

  public static Counts none() {
    return new Counts(0, 0, 0, 0);
  }

  public Counts withScaleDowns(int more) {
    return new Counts(scaleDowns + more, alarmsDeleted, machinesGuarded, failedJobs);
  }

  public Counts withAlarmsDeleted(int more) {
    return new Counts(scaleDowns, alarmsDeleted + more, machinesGuarded, failedJobs);
  }

  public Counts withMachinesGuarded(int more) {
    return new Counts(scaleDowns, alarmsDeleted, machinesGuarded + more, failedJobs);
  }

  public Counts withFailedJobs(int all) {
    return new Counts(scaleDowns, alarmsDeleted, machinesGuarded, all);
  }
}
