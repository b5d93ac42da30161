package org.distributedmonitor.simulator.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.world.World;

/** Buckets and their objects. */
public final class Buckets {
  /**
   * One object as it was last written.
   *
   * @param salt part of its mark: under a KMS key the same bytes get another mark each time
   */
  public record StoredObject(
      byte[] content,
      String contentType,
      Map<String, String> metadata,
      Instant modified,
      String salt) {

    StoredObject(
        byte[] content, String contentType, Map<String, String> metadata, Instant modified) {
      this(content, contentType, metadata, modified, "");
    }

    public String etag() {
      return "\"" + Integer.toHexString(java.util.Arrays.hashCode(content)) + salt + "\"";
    }
  }

  /** One bucket; keys are kept in the order in which S3 lists them. */
  public static final class Bucket {
    public final String name;
    public final TreeMap<String, StoredObject> objects = new TreeMap<>();
    public String policy;

    Bucket(String name) {
      this.name = name;
    }
  }

  public final Map<String, Bucket> byName = new TreeMap<>();
  private final World world;

  public Buckets(World world) {
    this.world = world;
  }

  public Bucket create(String name) {
    return byName.computeIfAbsent(name, Bucket::new);
  }

  public void put(String bucket, String key, byte[] content) {
    create(bucket)
        .objects
        .put(key, new StoredObject(content, "binary/octet-stream", Map.of(), world.now()));
  }

  public void put(String bucket, String key, String content) {
    put(bucket, key, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Null when there is no such bucket or key. */
  public String text(String bucket, String key) {
    Bucket found = byName.get(bucket);
    StoredObject object = found == null ? null : found.objects.get(key);
    return object == null ? null : new String(object.content(), StandardCharsets.UTF_8);
  }

  /** Lets CloudWatch Logs of this region write its exports, as DCP's documentation asks. */
  public void allowLogExports(String bucket) {
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
