/** The way to Temporal, waiting for its answers, and what goes wrong on it, in words. */
package org.distributedmonitor.client.connection;
