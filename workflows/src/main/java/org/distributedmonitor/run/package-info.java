/**
 * A run and the words everything else is said in: its phases, its timing, how it ended. It depends
 * on nothing else here.
 */
package org.distributedmonitor.run;
