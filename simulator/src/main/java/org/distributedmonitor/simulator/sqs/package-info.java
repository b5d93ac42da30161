/** Queues. */
package org.distributedmonitor.simulator.sqs;
