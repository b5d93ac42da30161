/** What a monitor shows: status, details, what comes next, warnings, the report. */
package org.distributedmonitor.monitor.view;
