/**
 * A run's AWS in memory. {@link org.distributedmonitor.simulator.SimulatedRegion} is the way in;
 * {@code World} holds all state, {@code Timeline} plays it. Behind each service's client ({@code
 * SimulatedSqs}, {@code SimulatedEc2}, ...) is its state ({@code Queues}, {@code Fleets}, {@code
 * Machines}, {@code Clusters}, ...); {@code Workers} is what Distributed-CellProfiler's containers
 * do with it.
 */
package org.distributedmonitor.simulator;
