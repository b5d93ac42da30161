package org.distributedmonitor.lambda;

import java.time.Instant;

/**
 * A monitor file in the bucket.
 *
 * @param location its address, as a person would name it
 * @param bytes what it holds; of a far too large one only so much that this can be told
 * @param written when it was last written, to the second
 */
record StoredFile(String location, byte[] bytes, Instant written) {}
