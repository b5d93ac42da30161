/** The queue of a run: watching it, deleting it, and saving the jobs that failed. */
package org.distributedmonitor.worker.queue;
