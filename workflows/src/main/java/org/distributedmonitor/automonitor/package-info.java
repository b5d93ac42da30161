/**
 * Auto-Monitor: what a scan of a bucket knows of the monitor files in it, and the pure rules for
 * what it does about each. Start reading at {@link org.distributedmonitor.automonitor.ScanPolicy}.
 */
package org.distributedmonitor.automonitor;
