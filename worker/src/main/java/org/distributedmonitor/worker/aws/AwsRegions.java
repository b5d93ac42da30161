package org.distributedmonitor.worker.aws;

import org.distributedmonitor.run.Run;

/** Where the activities get AWS from: the real one in the worker, a simulated one in tests. */
@FunctionalInterface
public interface AwsRegions {

  /** A region by its name; the worker's own if the name is empty. */
  AwsClients in(String region);

  /** The region the run is in. */
  default AwsClients of(Run run) {
    return in(run.region());
  }

  /** The worker's own region. */
  default AwsClients own() {
    return in("");
  }
}
