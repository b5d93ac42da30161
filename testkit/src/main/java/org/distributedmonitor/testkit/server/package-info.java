/**
 * What Temporal's test server needs to be told, to have weighed or to have mended for hours of a
 * run to pass on it as on a real one.
 */
package org.distributedmonitor.testkit.server;
