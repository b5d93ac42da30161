/** Tags, of whatever service. */
package org.distributedmonitor.simulator.tagging;
