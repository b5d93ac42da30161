/**
 * The command line: one class per command, each a short story told with {@code Monitors} (finding
 * and asking monitors), {@code Temporal} (the connection) and {@code text} (what people read).
 *
 * <p>Start reading at {@link org.distributedmonitor.starter.Main}.
 */
package org.distributedmonitor.starter;
