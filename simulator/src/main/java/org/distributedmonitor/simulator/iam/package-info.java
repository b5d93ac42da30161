/** Who calls, and what that may do. */
package org.distributedmonitor.simulator.iam;
