/** What a run may do in AWS, what it needs, and what is refused. */
package org.distributedmonitor.scenarios.permissions;
