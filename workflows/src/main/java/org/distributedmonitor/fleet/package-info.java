/** What is known of a run's spot fleets and their machines. */
package org.distributedmonitor.fleet;
