/** Buckets. */
package org.distributedmonitor.simulator.s3;
