/** The workflow that says what a clean-up would do. */
package org.distributedmonitor.plan.workflow;
