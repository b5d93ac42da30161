/**
 * Starting and finding monitors: what the command line, the function and Auto-Monitor share. It is
 * no workflow code.
 */
package org.distributedmonitor.client;
