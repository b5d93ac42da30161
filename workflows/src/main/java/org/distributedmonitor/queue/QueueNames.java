package org.distributedmonitor.queue;

/** A queue's name, as its URL and its ARN end with it: neither an account nor a host has one. */
public final class QueueNames {

  private QueueNames() {}

  /** The name of {@code https://sqs.us-east-1.amazonaws.com/<account>/<name>}, however spelled. */
  public static String inUrl(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** The name of {@code arn:aws:sqs:<region>:<account>:<name>}. */
  public static String inArn(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
