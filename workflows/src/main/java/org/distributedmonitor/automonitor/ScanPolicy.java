package org.distributedmonitor.automonitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.distributedmonitor.run.Verdict;

/** What a scan does about a file, by what the listing shows and what earlier scans remember. */
public final class ScanPolicy {

  /** After so long a file that is no longer there is forgotten. */
  private static final Duration MEMORY = Duration.ofDays(30);

  private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofHours(1);

  /** A look is not put off to the next scan for the seconds by which this one came early. */
  private static final Duration EARLY = Duration.ofSeconds(30);

  private ScanPolicy() {}

  /** What comes next for a file. */
  public enum Step {
    /** Nothing new is to be learnt of it. */
    LEAVE,
    /** Its content has to be read. */
    READ,
    /** It stands as its monitor does. */
    ASK,
    /** Its run is over: it is moved away. */
    REMOVE
  }

  /**
   * Whether the file lay there, just so, before Auto-Monitor was enabled.
   *
   * @param before how a file of this name lay there then; null when none did
   */
  public static boolean older(FileMark seen, TrackedFile known, FileMark before) {
    return known == null && seen.equals(before);
  }

  /**
   * The step for a file that the listing shows.
   *
   * @param known what is remembered of it; null when nothing is
   */
  public static Step step(FileMark seen, TrackedFile known, Instant now) {
    if (known == null || !known.etag().equals(seen.etag())) {
      return Step.READ;
    }
    return switch (known.state()) {
      case WAITING -> Step.READ;
      case REPORTED ->
          known.nextLook() == null || !now.plus(EARLY).isBefore(known.nextLook())
              ? Step.READ
              : Step.LEAVE;
      case UNREADABLE -> Step.LEAVE;
      case WATCHED, ENDED, GONE -> Step.ASK;
      case CLEANED, MOVED -> Step.REMOVE;
    };
  }

  /** The step for a file whose content has just been read. */
  public static Step stepAfter(FileReading reading, TrackedFile known) {
    if (reading.finished()) {
      return Step.REMOVE;
    }
    if (known == null || !known.digest().equals(reading.digest())) {
      return Step.READ;
    }
    return switch (known.state()) {
      case WAITING, REPORTED -> Step.READ;
      case UNREADABLE -> Step.LEAVE;
      case WATCHED, ENDED, GONE -> Step.ASK;
      case CLEANED, MOVED -> Step.REMOVE;
    };
  }

  /** How a file stands whose monitor is seen so. */
  public static TrackedFile standing(TrackedFile file, MonitorSighting monitor, Instant now) {
    if (monitor == null) {
      return file;
    }
    if (monitor.running()) {
      return file.state() == FileState.WATCHED
          ? file
          : file.standing(FileState.WATCHED, List.of(), now);
    }
    if (monitor.cutOff().isPresent()) {
      return file.cutOff(List.of(ending(monitor)), now, LONGEST_BETWEEN_LOOKS);
    }
    return endedWell(monitor)
        ? file.standing(FileState.CLEANED, List.of(), now)
        : file.standing(FileState.ENDED, List.of(ending(monitor)), now);
  }

  /**
   * How a file stands that the listing no longer shows.
   *
   * @return null when there is no reason to remember it
   */
  public static TrackedFile missing(TrackedFile known, MonitorSighting monitor, Instant now) {
    boolean watched = monitor != null && monitor.running();
    boolean expired = !watched && known.since().plus(MEMORY).isBefore(now);
    return switch (known.state()) {
      case MOVED -> expired ? null : known;
      case CLEANED -> known.standing(FileState.MOVED, List.of(), now);
      case GONE -> expired ? null : known.standing(FileState.GONE, gone(known, monitor), now);
      case WATCHED, ENDED -> known.standing(FileState.GONE, gone(known, monitor), now);
      case UNREADABLE, REPORTED, WAITING -> null;
    };
  }

  /** Twice as long each time: a fleet may appear a moment later, but rarely does days later. */
  public static Instant lookAgain(TrackedFile file, Duration every, Instant now) {
    Duration pause = every;
    for (int i = 0; i < file.looks() && pause.compareTo(LONGEST_BETWEEN_LOOKS) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    boolean longest = pause.compareTo(LONGEST_BETWEEN_LOOKS) > 0;
    return now.plus(longest ? LONGEST_BETWEEN_LOOKS : pause);
  }

  private static List<String> gone(TrackedFile file, MonitorSighting monitor) {
    if (monitor == null) {
      return file.notes();
    }
    return List.of(
        "Somebody took the file away; "
            + (monitor.running()
                ? monitor.workflowId() + " goes on."
                : monitor.workflowId() + " " + monitor.cutOff().orElse("has ended") + "."));
  }

  /** What is left of a run that was not cleaned up whole is a reason to keep the file at hand. */
  private static boolean endedWell(MonitorSighting monitor) {
    return verdict(monitor).filter(Verdict::cleanedUp).isPresent();
  }

  /** How a monitor ended, in a sentence. */
  public static String ending(MonitorSighting monitor) {
    if (monitor.cutOff().isPresent()) {
      return monitor.workflowId()
          + " "
          + monitor.cutOff().get()
          + ", so that nobody watches the run.";
    }
    String how =
        verdict(monitor)
            .map(Verdict::words)
            .orElse("it ended without a report (" + monitor.ending() + ")");
    return monitor.workflowId() + " has ended: " + how + ".";
  }

  private static Optional<Verdict> verdict(MonitorSighting monitor) {
    return Stream.of(Verdict.values())
        .filter(verdict -> verdict.name().equals(monitor.verdict()))
        .findFirst();
  }
}
