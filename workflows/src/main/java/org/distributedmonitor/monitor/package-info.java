/** The monitor of a run as others see it: its messages, and what goes in and comes out. */
package org.distributedmonitor.monitor;
