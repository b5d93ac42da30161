/** Runs whose monitor nobody starts. */
package org.distributedmonitor.scenarios.automonitor;
