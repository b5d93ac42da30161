package org.distributedmonitor.worker.fleet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.Caller;

/** What an alarm does to end its machine, as an ARN of the worker's account. */
final class AlarmAction {

  /** The account never changes while the worker runs, so it is asked for once per region. */
  private final Map<String, String> known = new ConcurrentHashMap<>();

  String terminate(AwsClients aws) {
    return known.computeIfAbsent(aws.region(), region -> Caller.of(aws).terminateAction(region));
  }
}
