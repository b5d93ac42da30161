/** Log groups and their exports. */
package org.distributedmonitor.simulator.logs;
