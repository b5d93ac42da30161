/** The largest runs, and that nothing told of them is too large for Temporal. */
package org.distributedmonitor.scenarios.sizes;
