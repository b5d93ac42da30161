/** When a run is over: the steps, each for itself, until nothing is left. */
package org.distributedmonitor.monitor.cleanup;
