/** The export of a run's log groups, of which AWS runs one at a time. */
package org.distributedmonitor.scenarios.exports;
