/** What a plan tells of a clean-up, and whether that comes true. */
package org.distributedmonitor.scenarios.plan;
