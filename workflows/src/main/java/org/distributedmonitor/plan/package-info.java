/**
 * What a clean-up would do if it began now: found out by reading alone, in the very decisions that
 * the clean-up's steps take before they act.
 */
package org.distributedmonitor.plan;
