package org.distributedmonitor.worker.aws;

import org.distributedmonitor.run.Run;

/** Where the activities get AWS from: the real one in the worker, a simulated one in tests. */
@FunctionalInterface
public interface AwsRegions {

  /** The region the run is in. */
  AwsClients of(Run run);
}
