/** The workflows that look into a folder of monitor files and start the monitors. */
package org.distributedmonitor.automonitor.scan;
