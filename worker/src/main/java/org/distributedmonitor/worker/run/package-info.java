/** What of a run there is, at its start and at its end. */
package org.distributedmonitor.worker.run;
