/**
 * What workflows ask of AWS and Temporal. {@link org.distributedmonitor.activity.Activities} has
 * all time limits and their reasons.
 */
package org.distributedmonitor.activity;
