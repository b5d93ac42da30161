/** The export of log groups to the bucket, task by task. */
package org.distributedmonitor.worker.logs;
