/** Outages, lost answers, silence and faults, and what is tried again after them. */
package org.distributedmonitor.scenarios.retries;
