/** What tests see of a simulated region past the monitor, and what they put into it. */
package org.distributedmonitor.testkit.region;
