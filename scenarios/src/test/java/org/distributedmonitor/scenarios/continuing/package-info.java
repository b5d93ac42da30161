/** Monitors that carry on in a new execution, or by another version of the code. */
package org.distributedmonitor.scenarios.continuing;
