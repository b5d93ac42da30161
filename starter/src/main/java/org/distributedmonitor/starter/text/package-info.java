/** What a monitor knows, in words for people; used wherever a terminal shows a run. */
package org.distributedmonitor.starter.text;
