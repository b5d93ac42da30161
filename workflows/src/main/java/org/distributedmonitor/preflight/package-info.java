/**
 * What would be refused at the end of a run, learnt at its start, when there are hours left to put
 * it right.
 */
package org.distributedmonitor.preflight;
