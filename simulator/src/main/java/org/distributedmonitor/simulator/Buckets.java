package org.distributedmonitor.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Buckets and their objects. */
final class Buckets {
  /**
   * One object as it was last written.
   *
   * @param salt part of its mark: under a KMS key the same bytes get another mark each time
   */
  record StoredObject(
      byte[] content,
      String contentType,
      Map<String, String> metadata,
      Instant modified,
      String salt) {

    StoredObject(
        byte[] content, String contentType, Map<String, String> metadata, Instant modified) {
      this(content, contentType, metadata, modified, "");
    }

    String etag() {
      return "\"" + Integer.toHexString(java.util.Arrays.hashCode(content)) + salt + "\"";
    }
  }

  /** One bucket; keys are kept in the order in which S3 lists them. */
  static final class Bucket {
    final String name;
    final TreeMap<String, StoredObject> objects = new TreeMap<>();
    String policy;

    Bucket(String name) {
      this.name = name;
    }
  }

  final Map<String, Bucket> byName = new TreeMap<>();
  private final World world;

  Buckets(World world) {
    this.world = world;
  }

  Bucket create(String name) {
    return byName.computeIfAbsent(name, Bucket::new);
  }

  void put(String bucket, String key, byte[] content) {
    create(bucket)
        .objects
        .put(key, new StoredObject(content, "binary/octet-stream", Map.of(), world.now()));
  }

  void put(String bucket, String key, String content) {
    put(bucket, key, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Null when there is no such bucket or key. */
  String text(String bucket, String key) {
    Bucket found = byName.get(bucket);
    StoredObject object = found == null ? null : found.objects.get(key);
    return object == null ? null : new String(object.content(), StandardCharsets.UTF_8);
  }

  /** Lets CloudWatch Logs of this region write its exports, as DCP's documentation asks. */
  void allowLogExports(String bucket) {
    create(bucket).policy =
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":{"Service":"logs.%1$s.amazonaws.com"},\
        "Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::%2$s"},
        {"Effect":"Allow","Principal":{"Service":"logs.%1$s.amazonaws.com"},\
        "Action":"s3:PutObject","Resource":"arn:aws:s3:::%2$s/*",\
        "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"}}}]}
        """
            .formatted(world.region, bucket);
  }
}
