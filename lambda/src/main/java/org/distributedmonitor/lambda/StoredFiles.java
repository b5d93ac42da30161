package org.distributedmonitor.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.monitorfile.MonitorFile;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The monitor files that startCluster puts into the bucket when AUTO_MONITOR is on. */
final class StoredFiles {

  /** One try, and the longest silence in it. */
  private static final Duration ATTEMPT = Duration.ofSeconds(3);

  /** All tries: a fraction of the time that the function has. */
  private static final Duration CALL = Duration.ofSeconds(8);

  private final S3Client s3;
  private final MonitorFolder folder;

  StoredFiles(S3Client s3, MonitorFolder folder) {
    this.s3 = s3;
    this.folder = folder;
  }

  /**
   * S3 as the function's environment says. Buckets are found in whatever region they are; at an
   * endpoint of the user's there is one region, and buckets cannot be host names.
   */
  static S3Client connect() {
    S3Client client = builder().crossRegionAccessEnabled(true).build();
    if (client.serviceClientConfiguration().endpointOverride().isEmpty()) {
      return client;
    }
    client.close();
    return builder().forcePathStyle(true).build();
  }

  private static S3ClientBuilder builder() {
    return S3Client.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(ATTEMPT).socketTimeout(ATTEMPT))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .appId("distributed-monitor")
                .build());
  }

  String location(String app) {
    return folder.uri() + MonitorFolder.fileName(app);
  }

  /**
   * The monitor file of the run.
   *
   * @return empty when there is none
   * @throws Trouble when S3 does not say
   */
  Optional<StoredFile> read(String app) {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(folder.bucket())
            .key(folder.key(MonitorFolder.fileName(app)))
            .build();
    try (ResponseInputStream<GetObjectResponse> object = s3.getObject(request)) {
      byte[] bytes = object.readNBytes(MonitorFile.MOST_BYTES + 1);
      if (bytes.length > MonitorFile.MOST_BYTES) {
        object.abort();
      }
      return Optional.of(new StoredFile(location(app), bytes, object.response().lastModified()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (NoSuchBucketException e) {
      throw new Trouble(
          "There is no bucket " + folder.bucket() + "; is " + Settings.BUCKET + " right?");
    } catch (AwsServiceException e) {
      throw refused(app, e);
    } catch (SdkException | IOException e) {
      throw new Trouble("S3 did not answer for " + location(app) + ": " + e.getMessage() + ".");
    }
  }

  private Trouble refused(String app, AwsServiceException refusal) {
    AwsErrorDetails details = refusal.awsErrorDetails();
    String code =
        details == null || details.errorCode() == null
            ? "HTTP " + refusal.statusCode()
            : details.errorCode();
    String remedy =
        refusal.statusCode() == 403
            ? "; docs/lambda-iam-policy.json has what the function needs."
            : ".";
    return new Trouble("S3 does not give " + location(app) + ": " + code + remedy);
  }
}
