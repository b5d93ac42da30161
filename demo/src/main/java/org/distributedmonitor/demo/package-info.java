/**
 * {@code bin/demo}: a whole run before the viewer's eyes, in under a minute and on this machine
 * alone. Read {@link org.distributedmonitor.demo.Story} first: it is the plot. {@code Stage} is
 * what it plays on: Temporal's time-skipping server, a simulated AWS, the real worker code.
 */
package org.distributedmonitor.demo;
