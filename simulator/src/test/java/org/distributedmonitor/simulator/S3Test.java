package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class S3Test {
  private final SimulatedRegion region = SimulatedRegion.builder().build();
  private final S3Client s3 = region.s3();

  @BeforeEach
  void aBucket() {
    s3.createBucket(r -> r.bucket("lab"));
    s3.putObject(r -> r.bucket("lab").key("a/1"), RequestBody.fromString("one"));
    s3.putObject(r -> r.bucket("lab").key("a/2"), RequestBody.fromString("two"));
    s3.putObject(r -> r.bucket("lab").key("b"), RequestBody.fromString("three"));
  }

  @Test
  void objectsAreWrittenReadCopiedListedAndDeleted() {
    s3.copyObject(
        r -> r.sourceBucket("lab").sourceKey("a/1").destinationBucket("lab").destinationKey("c"));
    s3.deleteObject(r -> r.bucket("lab").key("b"));

    assertThat(s3.getObjectAsBytes(r -> r.bucket("lab").key("c")).asUtf8String()).isEqualTo("one");
    assertThat(s3.headObject(r -> r.bucket("lab").key("a/2")).contentLength()).isEqualTo(3);
    assertThat(s3.listObjectsV2Paginator(r -> r.bucket("lab").maxKeys(1)).contents())
        .extracting(S3Object::key)
        .containsExactly("a/1", "a/2", "c");
  }

  @Test
  void whatIsMissingIsToldByClassAndCode() {
    assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("lab").key("x")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> s3.headObject(r -> r.bucket("lab").key("x")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> s3.headBucket(r -> r.bucket("nowhere")))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> s3.getBucketPolicy(r -> r.bucket("lab")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucketPolicy"));
    assertThat(s3.getBucketLocation(r -> r.bucket("lab")).locationConstraint()).isNull();
  }

  @Test
  void anObjectCanBeWrittenOnlyIfItIsNotThere() {
    assertThatThrownBy(
            () ->
                s3.putObject(
                    r -> r.bucket("lab").key("b").ifNoneMatch("*"), RequestBody.fromString("x")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
  }

  @Test
  void keysWithADelimiterInThemAreListedAsOneLine() {
    var page = s3.listObjectsV2(r -> r.bucket("lab").delimiter("/").maxKeys(1));
    var next =
        s3.listObjectsV2(
            r -> r.bucket("lab").delimiter("/").continuationToken(page.nextContinuationToken()));

    assertThat(page.contents()).isEmpty();
    assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/");
    assertThat(next.contents()).extracting(S3Object::key).containsExactly("b");
    assertThat(s3.listObjectsV2(r -> r.bucket("lab").prefix("a/").delimiter("/")).contents())
        .extracting(S3Object::key)
        .containsExactly("a/1", "a/2");
  }

  @Test
  void anObjectCanBeReadAndDeletedOnlyIfItIsAsItWas() {
    String etag = s3.headObject(r -> r.bucket("lab").key("b")).eTag();
    s3.putObject(r -> r.bucket("lab").key("b"), RequestBody.fromString("other"));

    assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("lab").key("b").ifMatch(etag)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThatThrownBy(() -> s3.deleteObject(r -> r.bucket("lab").key("b").ifMatch(etag)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThatThrownBy(() -> s3.deleteObject(r -> r.bucket("lab").key("x").ifMatch(etag)))
        .isInstanceOf(NoSuchKeyException.class);
    String now = s3.headObject(r -> r.bucket("lab").key("b")).eTag();
    s3.deleteObject(r -> r.bucket("lab").key("b").ifMatch(now));
    assertThatThrownBy(() -> s3.headObject(r -> r.bucket("lab").key("b")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void underAKeyTheSameBytesGetAnotherMarkEachTime() {
    assertThat(encrypted()).isNotEqualTo(encrypted());
  }

  private String encrypted() {
    return s3.putObject(
            r -> r.bucket("lab").key("k").serverSideEncryption(ServerSideEncryption.AWS_KMS),
            RequestBody.fromString("text"))
        .eTag();
  }

  @Test
  void aReaderThatFailsFailsAsWithTheSdk() {
    s3.putObject(b -> b.bucket("lab").key("k"), RequestBody.fromString("text"));

    assertThatThrownBy(() -> read(new IOException("disk full")))
        .isInstanceOf(NonRetryableException.class)
        .hasMessageContaining("disk full");
    assertThatThrownBy(() -> read(RetryableException.create("again")))
        .isInstanceOf(RetryableException.class);
    assertThatThrownBy(() -> read(new InterruptedException())).isInstanceOf(AbortedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private void read(Exception failure) {
    s3.getObject(
        b -> b.bucket("lab").key("k"),
        (answer, content) -> {
          throw failure;
        });
  }
}
