/**
 * A monitor for runs of Distributed-CellProfiler and its sister tools, as one durable workflow per
 * run.
 *
 * <p>Start reading at {@link org.distributedmonitor.monitor.MonitorWorkflow}; the words it uses are
 * in {@code run}, {@code queue}, {@code fleet} and {@code cleanup}; what it decides is in {@code
 * policy}; what it asks of AWS is in {@code activity}.
 */
package org.distributedmonitor;
