/** What all services share: their errors, their limits, pages, and the book of calls. */
package org.distributedmonitor.simulator.api;
