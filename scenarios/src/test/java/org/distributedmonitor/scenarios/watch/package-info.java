/** A run while its queue is read, until it is seen to be empty or gone. */
package org.distributedmonitor.scenarios.watch;
