package org.distributedmonitor.worker.aws;

import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who the worker is to AWS.
 *
 * @param account the account's number
 * @param arn the user or the session of a role
 */
public record Caller(String account, String arn) {

  /** Needs no permission; only credentials that are no good are refused. */
  public static Caller of(AwsClients aws) {
    GetCallerIdentityResponse caller = aws.sts().getCallerIdentity(b -> {});
    return new Caller(caller.account(), caller.arn() == null ? "" : caller.arn());
  }

  /** {@code aws}, or another one in China and for governments. */
  public String partition() {
    return Arn.tryFromString(arn).map(Arn::partition).orElse("aws");
  }

  /** What an alarm does to end its machine. */
  public String terminateAction(String region) {
    return arn("swf", region, "action/actions/AWS_EC2.InstanceId.Terminate/1.0");
  }

  /** The ARN of something in this account. */
  public String arn(String service, String region, String resource) {
    return String.join(":", "arn", partition(), service, region, account, resource);
  }
}
