/** What is known of a run's queue. */
package org.distributedmonitor.queue;
