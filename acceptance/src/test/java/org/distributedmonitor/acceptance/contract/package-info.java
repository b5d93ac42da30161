/**
 * One behaviour for the two stand-ins for AWS: the simulator, which the tests of the workflow run
 * on, and moto behind its front, which is reached over the wire.
 *
 * <p>Each contract exercises the worker's real activities, and looks at what is there with plain
 * clients of the AWS SDK; it is run twice. Where the two differ, AWS's rules decide which one is
 * wrong. Start reading at {@link Stage}.
 */
package org.distributedmonitor.acceptance.contract;
