/** Clusters, services, tasks and task definitions. */
package org.distributedmonitor.simulator.ecs;
