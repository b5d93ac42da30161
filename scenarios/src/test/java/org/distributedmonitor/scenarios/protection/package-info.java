/** What stays because somebody protects it, or because it may not be the run's. */
package org.distributedmonitor.scenarios.protection;
