/** Finding monitors, asking them, and what Temporal knows of them by itself. */
package org.distributedmonitor.client.monitors;
