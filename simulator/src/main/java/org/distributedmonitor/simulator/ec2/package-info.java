/** Spot fleets, machines and volumes. */
package org.distributedmonitor.simulator.ec2;
