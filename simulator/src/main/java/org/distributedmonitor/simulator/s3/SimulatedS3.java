package org.distributedmonitor.simulator.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.simulator.api.AwsErrors;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.*;

/** S3: buckets and objects; HEAD answers have no body, so their errors have only a status. */
public final class SimulatedS3 implements S3Client {
  private final World world;

  public SimulatedS3(World world) {
    this.world = world;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public CreateBucketResponse createBucket(CreateBucketRequest request) {
    return world.call(
        "s3:CreateBucket",
        World.named(request.bucket()),
        () -> {
          world.buckets.create(request.bucket());
          return CreateBucketResponse.builder().location("/" + request.bucket()).build();
        });
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    return world.call(
        "s3:HeadBucket",
        World.named(request.bucket()),
        () -> {
          if (!world.buckets.byName.containsKey(request.bucket())) {
            throw AwsErrors.bodiless("s3:HeadBucket", 404).thrown();
          }
          return HeadBucketResponse.builder().bucketRegion(world.region).build();
        });
  }

  @Override
  public GetBucketLocationResponse getBucketLocation(GetBucketLocationRequest request) {
    return world.call(
        "s3:GetBucketLocation",
        World.named(request.bucket()),
        () -> {
          bucket(request.bucket());
          // us-east-1 has no location constraint.
          String location = world.region.equals("us-east-1") ? null : world.region;
          return GetBucketLocationResponse.builder().locationConstraint(location).build();
        });
  }

  @Override
  public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
    return world.call(
        "s3:GetBucketPolicy",
        World.named(request.bucket()),
        () -> {
          String policy = bucket(request.bucket()).policy;
          if (policy == null) {
            throw world.error("NoSuchBucketPolicy");
          }
          return GetBucketPolicyResponse.builder().policy(policy).build();
        });
  }

  @Override
  public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
    return world.call(
        "s3:PutBucketPolicy",
        World.named(request.bucket()),
        () -> {
          bucket(request.bucket()).policy = request.policy();
          return PutBucketPolicyResponse.builder().build();
        });
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    byte[] content;
    try (InputStream stream = body.contentStreamProvider().newStream()) {
      content = stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return world.call(
        "s3:PutObject",
        World.named(request.bucket(), request.key()),
        () -> {
          Buckets.Bucket bucket = bucket(request.bucket());
          if ("*".equals(request.ifNoneMatch()) && bucket.objects.containsKey(request.key())) {
            throw world.error("PreconditionFailed");
          }
          String type = request.contentType() == null ? body.contentType() : request.contentType();
          Buckets.StoredObject object =
              new Buckets.StoredObject(
                  content, type, request.metadata(), world.now(), salt(request));
          bucket.objects.put(request.key(), object);
          return PutObjectResponse.builder().eTag(object.etag()).build();
        });
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    Buckets.StoredObject object =
        world.call(
            "s3:GetObject",
            World.named(request.bucket(), request.key()),
            () -> {
              Buckets.StoredObject found = object(request.bucket(), request.key());
              unless(request.ifMatch(), found);
              return found;
            });
    GetObjectResponse response =
        world.dated(
            GetObjectResponse.builder()
                .contentLength((long) object.content().length)
                .contentType(object.contentType())
                .metadata(object.metadata())
                .lastModified(object.modified())
                .eTag(object.etag())
                .build());
    try {
      return transformer.transform(
          response, AbortableInputStream.create(new ByteArrayInputStream(object.content())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("Thread was interrupted", e);
    } catch (RetryableException e) {
      throw e;
    } catch (Exception e) {
      // As the SDK does, whatever else the caller's transformer throws: it may throw anything.
      throw NonRetryableException.create(e.getMessage(), e);
    }
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
    return getObject(request, ResponseTransformer.toInputStream());
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    return world.call(
        "s3:HeadObject",
        World.named(request.bucket(), request.key()),
        () -> {
          Buckets.StoredObject object = object(request.bucket(), request.key());
          return HeadObjectResponse.builder()
              .contentLength((long) object.content().length)
              .contentType(object.contentType())
              .metadata(object.metadata())
              .lastModified(object.modified())
              .eTag(object.etag())
              .build();
        });
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    return world.call(
        "s3:DeleteObject",
        World.named(request.bucket(), request.key()),
        request.ifMatch() == null ? Map.of() : Map.of("s3:if-match", List.of(request.ifMatch())),
        () -> {
          if (request.ifMatch() != null) {
            // Without the condition there is nothing to be missing.
            unless(request.ifMatch(), object(request.bucket(), request.key()));
          }
          bucket(request.bucket()).objects.remove(request.key());
          return DeleteObjectResponse.builder().build();
        });
  }

  @Override
  @SuppressWarnings("deprecation") // copySource is still how some callers name the source
  public CopyObjectResponse copyObject(CopyObjectRequest request) {
    String source =
        request.copySource() == null
            ? request.sourceBucket() + "/" + request.sourceKey()
            : request.copySource().replaceFirst("^/", "");
    int slash = source.indexOf('/');
    return world.call(
        "s3:CopyObject",
        List.of(source, request.destinationBucket(), request.destinationKey()),
        () -> {
          Buckets.StoredObject from =
              object(source.substring(0, slash), source.substring(slash + 1));
          Buckets.StoredObject copy =
              new Buckets.StoredObject(
                  from.content(), from.contentType(), from.metadata(), world.now());
          bucket(request.destinationBucket()).objects.put(request.destinationKey(), copy);
          return CopyObjectResponse.builder()
              .copyObjectResult(result -> result.eTag(copy.etag()).lastModified(copy.modified()))
              .build();
        });
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return world.call(
        "s3:ListObjectsV2",
        World.named(request.bucket(), request.prefix() == null ? "" : request.prefix()),
        () -> new ObjectListing(world, request).of(bucket(request.bucket())));
  }

  private String salt(PutObjectRequest request) {
    return request.serverSideEncryption() == ServerSideEncryption.AWS_KMS ? world.hex(8) : "";
  }

  /** What {@code If-Match} asks for; the quotes around a mark make no difference. */
  private void unless(String mark, Buckets.StoredObject object) {
    if (mark != null && !mark.replace("\"", "").equals(object.etag().replace("\"", ""))) {
      throw world.error("PreconditionFailed");
    }
  }

  private Buckets.Bucket bucket(String name) {
    Buckets.Bucket bucket = world.buckets.byName.get(name);
    if (bucket == null) {
      throw world.error("NoSuchBucket");
    }
    return bucket;
  }

  private Buckets.StoredObject object(String bucket, String key) {
    Buckets.StoredObject object = bucket(bucket).objects.get(key);
    if (object == null) {
      throw world.error("NoSuchKey");
    }
    return object;
  }
}
