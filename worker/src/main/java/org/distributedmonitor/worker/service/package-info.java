/** The ECS service of a run, its task definitions and its cluster. */
package org.distributedmonitor.worker.service;
