/** What would be refused at the end of a run, asked at its start by reading alone. */
package org.distributedmonitor.worker.preflight;
