/** Starting monitors, or handing a start over to the one that watches the run already. */
package org.distributedmonitor.client.start;
