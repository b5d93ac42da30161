/**
 * Monitors as they are in production, on a simulated AWS and on Temporal's time-skipping server:
 * {@link org.distributedmonitor.testkit.MonitorHarness} is where to begin.
 */
package org.distributedmonitor.testkit;
