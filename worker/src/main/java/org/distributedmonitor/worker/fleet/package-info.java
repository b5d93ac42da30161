/**
 * The spot fleets of a run: whose they are, lowering them, guarding their machines, cancelling
 * them.
 */
package org.distributedmonitor.worker.fleet;
