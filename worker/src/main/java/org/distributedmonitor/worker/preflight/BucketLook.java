package org.distributedmonitor.worker.preflight;

import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.function.Consumer;
import org.distributedmonitor.preflight.Finding;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Caller;
import org.distributedmonitor.worker.preflight.BucketPolicy.LogsService;

/** Whether the bucket can take the report and the logs. */
final class BucketLook {

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final AwsClients aws;
  private final Run run;
  private final Caller caller;
  private final List<Finding> findings;
  private final Consumer<String> unchecked;

  BucketLook(
      AwsClients aws, Run run, Caller caller, List<Finding> findings, Consumer<String> unchecked) {
    this.aws = aws;
    this.run = run;
    this.caller = caller;
    this.findings = findings;
    this.unchecked = unchecked;
  }

  void look() {
    if (exists()) {
      lookAtPolicy();
    }
  }

  /** HEAD answers with a status and nothing else, so that is all there is to go by. */
  private boolean exists() {
    String home;
    try {
      home = aws.s3().headBucket(b -> b.bucket(run.bucket())).bucketRegion();
    } catch (ApplicationFailure failure) {
      int status = AwsFailures.status(failure);
      if (status == NOT_FOUND) {
        findings.add(
            new Finding(
                "There is no bucket "
                    + run.bucket()
                    + ": neither the logs nor the report can be written.",
                "Create it, or correct MONITOR_BUCKET_NAME in the monitor file and start again."));
      } else if (status == FORBIDDEN) {
        unchecked.accept(
            "The bucket "
                + run.bucket()
                + " could not be looked at: s3:ListBucket was refused, or it is somebody else's.");
      } else {
        unchecked.accept(failure.getOriginalMessage());
      }
      return false;
    }
    if (home != null && !home.isEmpty() && !home.equals(aws.region())) {
      findings.add(
          new Finding(
              "The bucket "
                  + run.bucket()
                  + " is in "
                  + home
                  + ", the logs are in "
                  + aws.region()
                  + ": CloudWatch exports only to a bucket in its own region.",
              "Give the run a bucket in "
                  + aws.region()
                  + ", or fetch the logs yourself before their retention ends."));
      return false;
    }
    return true;
  }

  private void lookAtPolicy() {
    String policy;
    try {
      policy = aws.s3().getBucketPolicy(b -> b.bucket(run.bucket())).policy();
    } catch (ApplicationFailure failure) {
      if (AwsFailures.status(failure) == NOT_FOUND) {
        findings.add(notLetIn("has no policy"));
      } else {
        unchecked.accept(
            (AwsFailures.status(failure) == 0
                    ? ""
                    : "Whether the bucket's policy lets CloudWatch Logs write exports could not be"
                        + " seen: ")
                + failure.getOriginalMessage());
      }
      return;
    }
    if (!letsLogsIn(BucketPolicy.of(policy))) {
      findings.add(notLetIn("has a policy that does not let CloudWatch Logs write to it"));
    }
  }

  private boolean letsLogsIn(BucketPolicy policy) {
    LogsService logs = new LogsService(aws.region(), caller.account(), caller.partition());
    String bucket = "arn:" + caller.partition() + ":s3:::" + run.bucket();
    return policy.lets(logs, "s3:GetBucketAcl", bucket)
        && List.of(run.logGroup(), run.instanceLogGroup()).stream()
            .allMatch(
                group ->
                    policy.lets(
                        logs, "s3:PutObject", bucket + "/" + run.exportPrefix(group) + "/x"));
  }

  private Finding notLetIn(String what) {
    return new Finding(
        "The bucket " + run.bucket() + " " + what + ": the logs cannot be exported.",
        "Give it the policy in docs/bucket-policy.json: logs."
            + aws.region()
            + ".amazonaws.com has to be allowed s3:GetBucketAcl on the bucket and s3:PutObject on"
            + " exportedlogs/*.");
  }
}
