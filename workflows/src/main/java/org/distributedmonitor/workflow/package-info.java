/**
 * What every workflow here is built of: its clock, its timers, work beside the main line, failures
 * in words.
 */
package org.distributedmonitor.workflow;
