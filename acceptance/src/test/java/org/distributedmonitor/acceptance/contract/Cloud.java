package org.distributedmonitor.acceptance.contract;

import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.distributedmonitor.worker.aws.AwsClients;

/** A stand-in for AWS: an empty account, and the levers on it that a contract needs. */
public interface Cloud extends AutoCloseable {

  /** A run that was set up, with its machines on and their alarms there. */
  record There(Setting setting, String fleetId, Instant startTime) {}

  AwsClients aws();

  Clock clock();

  There setUp(Setting setting);

  /** Lets its time pass until this holds; fails when it never does. */
  void eventually(BooleanSupplier condition);

  /** Lets more than a minute of its time pass, or what it has for one. */
  void aMinutePasses();

  /** The machines of the fleet join the cluster, as the ECS agent on each has them do. */
  void join(String cluster, String fleetId);

  /** The description of fleets set up from now on does not show their launch user data. */
  void hideUserData();

  /** Permission is missing from now on; named as in IAM, such as {@code sqs:DeleteQueue}. */
  void refuse(String operation);

  /** The next call is throttled. */
  void throttle(String operation);

  @Override
  void close();
}
