/**
 * The names by which worker, clients and workflows find each other, and how what they say is
 * written.
 */
package org.distributedmonitor.temporal;
