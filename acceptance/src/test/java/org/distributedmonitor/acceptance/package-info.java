/**
 * Acceptance: the real worker and starter as processes, a real Temporal server, and moto behind a
 * front in the place of AWS.
 *
 * <p>Start reading at {@link RunInMoto}, which sets up what a Distributed-CellProfiler run has,
 * then {@link Processes}, {@link TemporalDev}, {@link MotoFront}, {@link WorkerProcess} and {@link
 * Starter}, which are started in that order. The contracts that hold the simulator and moto to one
 * behaviour are in the package {@code contract}.
 */
package org.distributedmonitor.acceptance;
