/** The alarms of a run's machines, and its dashboard. */
package org.distributedmonitor.worker.alarm;
