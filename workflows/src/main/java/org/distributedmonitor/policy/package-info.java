/** The rules: what is to be done, from what is known and nothing else. They ask nobody. */
package org.distributedmonitor.policy;
