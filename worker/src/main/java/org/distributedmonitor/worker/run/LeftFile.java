package org.distributedmonitor.worker.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.temporal.failure.ApplicationFailure;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.WholeList;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.JsonFile;

/**
 * The file in the bucket that names everything that is left of a run: a monitor can neither carry
 * nor answer thousands of names. Nobody's clean-up fails for it.
 */
final class LeftFile {

  private static final ObjectWriter JSON = Payloads.mapper().writerWithDefaultPrettyPrinter();

  private final AwsClients aws;
  private final Run run;
  private final String key;

  /** What the file says. */
  private record Content(String app, Instant at, List<Leftover> left) {}

  LeftFile(AwsClients aws, CleanupOrder order) {
    this.aws = aws;
    this.run = order.run();
    this.key = key(order);
  }

  /** Where a newer run of the same name is watched, the file of that name is the newer one's. */
  private static String key(CleanupOrder order) {
    return order.newerRunKnown() ? order.run().leftKey(order.frozen().at()) : order.run().leftKey();
  }

  /**
   * Writes it. Where nothing is left but what AWS is removing already, it is written only if there
   * was one before: nobody needs it, but an older one must not tell of what is gone.
   *
   * @param left what is left, each thing by its name
   */
  WholeList write(List<Leftover> left, Instant now) {
    try {
      if (left.stream().allMatch(Leftover::settling) && !isThere()) {
        return WholeList.none();
      }
      JsonFile.put(aws.s3(), run.bucket(), key, text(new Content(run.app(), now, left)));
      return left.isEmpty() ? WholeList.none() : WholeList.at(uri());
    } catch (ApplicationFailure failure) {
      return left.isEmpty()
          ? WholeList.none()
          : WholeList.unwritten(
              "What is left could not be written to "
                  + uri()
                  + ": "
                  + failure.getOriginalMessage());
    }
  }

  private boolean isThere() {
    return aws
        .s3()
        .listObjectsV2(b -> b.bucket(run.bucket()).prefix(key).maxKeys(1))
        .contents()
        .stream()
        .anyMatch(object -> object.key().equals(key));
  }

  private String uri() {
    return "s3://" + run.bucket() + "/" + key;
  }

  private static String text(Content content) {
    try {
      return JSON.writeValueAsString(content) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
