/** What people order of a monitor, and what it refuses. */
package org.distributedmonitor.scenarios.orders;
