/** Every activity and every operation of AWS that it calls, in each state and with each error. */
package org.distributedmonitor.scenarios.conformance;
