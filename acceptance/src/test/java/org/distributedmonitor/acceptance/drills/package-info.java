/**
 * Drills: something dies or is cut off at a known moment of a run, and the run has to end as if
 * nothing had been.
 *
 * <p>{@code docs/reliability.md} tells what is tried, what was seen and how to run them.
 */
package org.distributedmonitor.acceptance.drills;
