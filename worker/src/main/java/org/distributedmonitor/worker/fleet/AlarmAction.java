package org.distributedmonitor.worker.fleet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** What an alarm does to end its machine, as an ARN of the worker's account. */
final class AlarmAction {

  /** The account never changes while the worker runs, so it is asked for once per region. */
  private final Map<String, String> known = new ConcurrentHashMap<>();

  String terminate(AwsClients aws) {
    return known.computeIfAbsent(aws.region(), region -> ask(aws));
  }

  private static String ask(AwsClients aws) {
    GetCallerIdentityResponse caller =
        AwsFailures.call("sts:GetCallerIdentity", () -> aws.sts().getCallerIdentity(b -> {}));
    return "arn:"
        + partition(caller.arn())
        + ":swf:"
        + aws.region()
        + ":"
        + caller.account()
        + ":action/actions/AWS_EC2.InstanceId.Terminate/1.0";
  }

  /** {@code aws}, or another one in China and for governments. */
  private static String partition(String arn) {
    return arn != null && arn.startsWith("arn:") ? arn.split(":")[1] : "aws";
  }
}
