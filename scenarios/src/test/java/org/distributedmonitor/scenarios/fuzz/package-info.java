/** Clean-ups of runs that are made up from a seed. */
package org.distributedmonitor.scenarios.fuzz;
