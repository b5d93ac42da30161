/**
 * The worker process, and what it hands to Temporal: its activities, its queues, its interceptors.
 */
package org.distributedmonitor.worker;
