package org.distributedmonitor.worker.aws;

/**
 * The way to AWS. A service is had from {@link org.distributedmonitor.worker.aws.AwsRegions} behind
 * its {@link org.distributedmonitor.worker.aws.AwsDoor}; what its calls fail with is made in {@link
 * org.distributedmonitor.worker.aws.AwsFailures}, and nobody outside knows the SDK's exceptions.
 */
