/** What a monitor knows, and carries on when it continues as new. */
package org.distributedmonitor.monitor.state;
