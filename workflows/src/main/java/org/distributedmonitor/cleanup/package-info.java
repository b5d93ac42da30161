/**
 * The steps of a clean-up, what they are given, and what becomes of them. {@link
 * org.distributedmonitor.cleanup.Step} is their table.
 */
package org.distributedmonitor.cleanup;
