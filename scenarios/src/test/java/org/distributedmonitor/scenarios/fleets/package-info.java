/** Which fleets are the run's, how many machines they are to have, and their alarms. */
package org.distributedmonitor.scenarios.fleets;
