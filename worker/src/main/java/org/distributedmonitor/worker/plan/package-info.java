/** What a clean-up would do, asked of the very steps of the clean-up, by reading calls alone. */
package org.distributedmonitor.worker.plan;
