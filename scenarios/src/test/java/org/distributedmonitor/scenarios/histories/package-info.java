/** Histories that are kept with each release, how they come about, and how they are replayed. */
package org.distributedmonitor.scenarios.histories;
