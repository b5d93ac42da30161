/** From the last reading of the queue to the last step. */
package org.distributedmonitor.scenarios.cleanup;
