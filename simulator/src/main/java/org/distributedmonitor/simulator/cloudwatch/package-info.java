/** Alarms and dashboards. */
package org.distributedmonitor.simulator.cloudwatch;
