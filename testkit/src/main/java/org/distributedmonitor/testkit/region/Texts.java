package org.distributedmonitor.testkit.region;

import java.util.List;
import org.distributedmonitor.testkit.MonitorHarness;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What lies in the bucket. */
public final class Texts {

  private static final String BUCKET = "simulated-bucket";

  private Texts() {}

  public static String inBucket(MonitorHarness harness, String key) {
    return harness.region().s3().getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asUtf8String();
  }

  public static List<String> keys(MonitorHarness harness, String prefix) {
    return harness
        .region()
        .s3()
        .listObjectsV2(b -> b.bucket(BUCKET).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }
}
