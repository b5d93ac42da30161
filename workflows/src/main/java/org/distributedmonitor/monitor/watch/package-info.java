/**
 * While a run is watched: its queue, its fleets, what else there is of it, and new starts of it.
 */
package org.distributedmonitor.monitor.watch;
