package org.distributedmonitor.automonitor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the scans remember of a monitor file.
 *
 * @param digest of the content that this is about
 * @param app the run it names; empty when it could not be read
 * @param workflowId the monitor it was handed to; empty when there is none
 * @param notes why it stands so, a sentence each
 * @param since since when it stands so
 * @param looks how often it was looked at while something spoke against a monitor
 * @param nextLook before when it need not be looked at again; null for any time
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrackedFile(
    String name,
    String etag,
    String digest,
    FileState state,
    String app,
    String workflowId,
    List<String> notes,
    Instant since,
    int looks,
    Instant nextLook) {

  private static final int MOST_NOTES = 8;
  private static final int LONGEST_NOTE = 400;

  public TrackedFile {
    requireNonNull(name, "name");
    requireNonNull(state, "state");
    etag = etag == null ? "" : etag;
    digest = digest == null ? "" : digest;
    app = app == null ? "" : app;
    workflowId = workflowId == null ? "" : workflowId;
    notes =
        notes == null ? List.of() : notes.stream().limit(MOST_NOTES).map(TrackedFile::cut).toList();
  }

  /** A file about which nothing is known yet. */
  public static TrackedFile seen(FileMark mark, Instant now) {
    return new TrackedFile(
        mark.name(), mark.etag(), "", FileState.WAITING, "", "", List.of(), now, 0, null);
  }

  /** The content it has now. */
  public TrackedFile read(FileReading reading) {
    return new TrackedFile(
        name,
        reading.etag(),
        reading.digest(),
        state,
        reading.run() == null ? "" : reading.run().app(),
        workflowId,
        notes,
        since,
        reading.digest().equals(digest) ? looks : 0,
        nextLook);
  }

  /** The same file, standing otherwise; since now, if it did not stand so before. */
  public TrackedFile standing(FileState other, List<String> why, Instant now) {
    return new TrackedFile(
        name, etag, digest, other, app, workflowId, why, other == state ? since : now, looks, null);
  }

  /** It stands as before, and this is to be said of it. */
  public TrackedFile noting(List<String> what) {
    return new TrackedFile(
        name, etag, digest, state, app, workflowId, what, since, looks, nextLook);
  }

  /** A monitor has it. */
  public TrackedFile watchedBy(String monitor, List<String> why, Instant now) {
    return new TrackedFile(name, etag, digest, FileState.WATCHED, app, monitor, why, now, 0, null);
  }

  /**
   * Its monitor was cut off, and another one has it. Should that be cut off, too, there is none
   * before a pause has passed, so that what ends them all does not become a storm.
   */
  public TrackedFile watchedAnewBy(
      String monitor, List<String> why, Instant now, Instant notBefore) {
    return new TrackedFile(
        name, etag, digest, FileState.WATCHED, app, monitor, why, now, looks + 1, notBefore);
  }

  /**
   * Its monitor was cut off: it gets another one, at once if this one watched for long.
   *
   * @param unless watched for so long, what was before does not count any more
   */
  public TrackedFile cutOff(List<String> why, Instant now, Duration unless) {
    boolean held = state != FileState.WATCHED || since.plus(unless).isBefore(now);
    return new TrackedFile(
        name,
        etag,
        digest,
        FileState.REPORTED,
        app,
        workflowId,
        why,
        now,
        held ? 0 : looks,
        held ? null : nextLook);
  }

  /** Whether it had a monitor that was cut off, and has none now. */
  public boolean lostItsMonitor() {
    return state == FileState.REPORTED && !workflowId.isEmpty();
  }

  /** Something speaks against a monitor. */
  public TrackedFile reported(List<String> why, Instant now, Instant lookAgain) {
    TrackedFile stands = standing(FileState.REPORTED, why, now);
    return new TrackedFile(
        name,
        etag,
        digest,
        FileState.REPORTED,
        app,
        workflowId,
        why,
        stands.since,
        looks + 1,
        lookAgain);
  }

  private static String cut(String note) {
    return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE) + "…";
  }
}
