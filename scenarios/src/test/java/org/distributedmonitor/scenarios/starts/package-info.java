/** Runs that are started again, at the same time, by a newer file, or from a wrong one. */
package org.distributedmonitor.scenarios.starts;
