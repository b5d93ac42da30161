/** Topics. */
package org.distributedmonitor.simulator.sns;
