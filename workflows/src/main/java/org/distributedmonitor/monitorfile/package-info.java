/**
 * The monitor file that {@code startCluster} writes: what a run is called, and where its pieces
 * are.
 *
 * <p>Start reading at {@link org.distributedmonitor.monitorfile.MonitorFile}.
 */
package org.distributedmonitor.monitorfile;
