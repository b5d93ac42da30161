package org.distributedmonitor.worker.preflight;

/**
 * A permission that the run will need.
 *
 * @param action the permission as IAM names it, such as {@code sqs:DeleteQueue}
 * @param resource the ARN it is needed for; {@code *} where IAM cannot narrow it
 * @param loss what will not be possible without it, the second half of a sentence
 */
public record Need(String action, String resource, String loss) {}
