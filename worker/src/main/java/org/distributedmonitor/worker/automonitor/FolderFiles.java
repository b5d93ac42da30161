package org.distributedmonitor.worker.automonitor;

import io.temporal.failure.ApplicationFailure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileReading;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.Removal;
import org.distributedmonitor.monitorfile.Fault;
import org.distributedmonitor.monitorfile.MonitorFile;
import org.distributedmonitor.monitorfile.Reading;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The monitor files in a folder of a bucket. */
final class FolderFiles {

  private static final String CHECK_THE_NAME =
      "Check its name: it is AWS_BUCKET in DCP's config.py. A bucket that was deleted has no runs to"
          + " watch.";

  private final S3Client s3;
  private final MonitorFolder folder;

  /** A file's first bytes: enough for a monitor file, or to see that it is none. */
  private record Content(String etag, byte[] bytes) {}

  FolderFiles(S3Client s3, MonitorFolder folder) {
    this.s3 = s3;
    this.folder = folder;
  }

  /** Keys deeper in, such as those of finished runs, are left out by the delimiter. */
  List<FileMark> list() {
    List<FileMark> files =
        objects().stream()
            .map(this::mark)
            .filter(mark -> MonitorFolder.holds(mark.name()))
            .toList();
    if (MonitorFolder.tooMany(files)) {
      throw AwsFailures.tooMuch(
          ListObjectsV2Request.class,
          folder.uri() + " holds " + files.size() + " monitor files",
          "Move those of finished runs elsewhere: at most "
              + MonitorFolder.MOST_FILES
              + " are looked through, fewer if their names are long.");
    }
    return files;
  }

  private List<S3Object> objects() {
    try {
      return s3
          .listObjectsV2Paginator(
              b -> b.bucket(folder.bucket()).prefix(folder.prefix()).delimiter("/"))
          .contents()
          .stream()
          .toList();
    } catch (ApplicationFailure failure) {
      throw Gone.BUCKET.said(failure)
          ? AwsFailures.missing(failure, "bucket " + folder.bucket(), CHECK_THE_NAME)
          : failure;
    }
  }

  private FileMark mark(S3Object object) {
    return new FileMark(object.key().substring(folder.prefix().length()), object.eTag());
  }

  FileReading read(String name) {
    Optional<Content> there = content(folder.key(name));
    if (there.isEmpty()) {
      return FileReading.gone();
    }
    Content content = there.get();
    boolean finished = isFinished(name, content);
    String digest = digest(content.bytes());
    Reading reading = MonitorFile.parse(content.bytes());
    if (reading instanceof Reading.Read read) {
      return new FileReading(
          content.etag(), digest, read.run(), read.fleetIds(), read.warnings(), finished);
    }
    List<String> faults =
        ((Reading.Faulty) reading).faults().stream().map(Fault::toString).toList();
    return new FileReading(content.etag(), digest, null, List.of(), faults, finished);
  }

  /**
   * Copies the file and then deletes it, each only if it is the content that belongs to the
   * finished run: one that startCluster writes in this very moment is not lost.
   */
  Removal moveToFinished(FileMark file) {
    String key = folder.key(file.name());
    try {
      byte[] content =
          s3.getObjectAsBytes(b -> b.bucket(folder.bucket()).key(key).ifMatch(file.etag()))
              .asByteArray();
      s3.putObject(
          b ->
              b.bucket(folder.bucket())
                  .key(folder.finishedKey(file.name()))
                  .contentType("application/json"),
          RequestBody.fromBytes(content));
      s3.deleteObject(b -> b.bucket(folder.bucket()).key(key).ifMatch(file.etag()));
      return Removal.MOVED;
    } catch (ApplicationFailure failure) {
      if (Gone.OBJECT.said(failure)) {
        return Removal.ALREADY_GONE;
      }
      // It was written anew since its mark was read.
      if (AwsFailures.code(failure).equals("PreconditionFailed")) {
        return Removal.CHANGED;
      }
      throw failure;
    }
  }

  /** Where the finished ones may not be read, the memory of the scans has to do. */
  private boolean isFinished(String name, Content content) {
    try {
      return content(folder.finishedKey(name))
          .filter(other -> Arrays.equals(other.bytes(), content.bytes()))
          .isPresent();
    } catch (ApplicationFailure failure) {
      AwsFailures.wordsIfRefused(failure);
      return false;
    }
  }

  private Optional<Content> content(String key) {
    return Gone.OBJECT.or(
        () ->
            s3.getObject(
                GetObjectRequest.builder().bucket(folder.bucket()).key(key).build(),
                (response, stream) -> {
                  byte[] bytes = stream.readNBytes(MonitorFile.MOST_BYTES + 1);
                  // The rest of a file that is none of ours is not fetched.
                  stream.abort();
                  return new Content(response.eTag(), bytes);
                }));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
