/** All state of a region, what happens in it as time goes on, and what goes wrong. */
package org.distributedmonitor.simulator.world;
