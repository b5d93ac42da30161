package org.distributedmonitor.worker.aws;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What the monitor writes to buckets; browsers are told what it is, and so show it. */
public final class JsonFile {

  private JsonFile() {}

  /** Writes it, in the place of one with the same key. */
  public static void put(S3Client s3, String bucket, String key, String json) {
    s3.putObject(
        b -> b.bucket(bucket).key(key).contentType("application/json"),
        RequestBody.fromString(json));
  }
}
