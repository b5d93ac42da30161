/** The machines of fleets, and their volumes. */
package org.distributedmonitor.worker.machine;
