/**
 * How a step of the clean-up goes: it decides by reading alone, and then acts upon what it decided.
 * A plan asks the same decisions and stops there, so what it foretells is what would be done.
 */
package org.distributedmonitor.worker.decision;
