/**
 * The story of a run, which knows all of the other packages. Start reading at {@link
 * org.distributedmonitor.monitor.main.MonitorWorkflowImpl}.
 */
package org.distributedmonitor.monitor.main;
