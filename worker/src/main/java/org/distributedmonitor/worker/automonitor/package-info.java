/** What Auto-Monitor asks of AWS and of Temporal. */
package org.distributedmonitor.worker.automonitor;
