package org.distributedmonitor.acceptance.drills;

import java.time.Duration;

/**
 * How a disaster strikes.
 *
 * @param outage how long what is cut off stays so, and what is killed stays down
 * @param victim which of the workers
 * @param run the run at whose moment it strikes
 */
record Blow(Duration outage, int victim, String run) {}
