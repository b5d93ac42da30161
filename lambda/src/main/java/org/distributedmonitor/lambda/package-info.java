/**
 * The queue alarm's way in: an AWS Lambda function on the SNS topic of Distributed-CellProfiler's
 * Auto-Monitor, which sees to it that the run whose queue has run empty is watched.
 *
 * <p>It decides nothing about the run: it finds the monitor file and hands it over to Temporal. To
 * read in this order: {@link org.distributedmonitor.lambda.AlarmHandler}, {@code AlarmDesk}, {@code
 * MonitorDesk}.
 */
package org.distributedmonitor.lambda;
