package org.distributedmonitor.acceptance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** A run's bucket, with the policy that log exports need, and its two log groups with events. */
record Storage(Aws aws, RunPlan plan) {

  void createBucket() {
    boolean there =
        aws.s3().listBuckets().buckets().stream().anyMatch(b -> b.name().equals(plan.bucket()));
    if (!there) {
      aws.s3().createBucket(c -> c.bucket(plan.bucket()));
      aws.s3().putBucketPolicy(p -> p.bucket(plan.bucket()).policy(exportPolicy()));
    }
    aws.s3()
        .putObject(
            p -> p.bucket(plan.bucket()).key("ecsconfigs/" + plan.app() + "_ecs.config"),
            RequestBody.fromString("ECS_CLUSTER=" + plan.cluster()));
  }

  /** As the SDK's and DCP's documentation tell a lab to set it. */
  private String exportPolicy() {
    String principal = "logs." + Aws.REGION.id() + ".amazonaws.com";
    return """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": {"Service": "%1$s"},
           "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::%2$s"},
          {"Effect": "Allow", "Principal": {"Service": "%1$s"},
           "Action": "s3:PutObject", "Resource": "arn:aws:s3:::%2$s/*",
           "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}}]}
        """
        .formatted(principal, plan.bucket());
  }

  void createLogGroups(Instant at) {
    for (String group : List.of(plan.logGroup(), plan.perInstanceLogGroup())) {
      aws.logs().createLogGroup(c -> c.logGroupName(group).tags(Map.of("lab", "imaging")));
      for (String stream : List.of("A01/one", "A02/two")) {
        aws.logs().createLogStream(c -> c.logGroupName(group).logStreamName(stream));
        InputLogEvent event =
            InputLogEvent.builder()
                .timestamp(at.toEpochMilli())
                .message(group + " has worked on " + stream)
                .build();
        aws.logs().putLogEvents(p -> p.logGroupName(group).logStreamName(stream).logEvents(event));
      }
    }
  }
}
