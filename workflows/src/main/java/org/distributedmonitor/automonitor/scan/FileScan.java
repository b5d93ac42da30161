package org.distributedmonitor.automonitor.scan;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileReading;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.Handover;
import org.distributedmonitor.automonitor.MonitorSighting;
import org.distributedmonitor.automonitor.Removal;
import org.distributedmonitor.automonitor.RunLook;
import org.distributedmonitor.automonitor.ScanPolicy;
import org.distributedmonitor.automonitor.ScanPolicy.Step;
import org.distributedmonitor.automonitor.TrackedFile;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.Failures;

/** What a scan does about one file. A failure concerns this file alone. */
final class FileScan {

  private final AutoMonitor order;
  private final Map<String, MonitorSighting> monitors;
  private final List<String> happened;

  FileScan(AutoMonitor order, Map<String, MonitorSighting> monitors, List<String> happened) {
    this.order = order;
    this.monitors = monitors;
    this.happened = happened;
  }

  /**
   * How the file stands now.
   *
   * @param known what is remembered of it; null when nothing is
   * @return null when it has gone
   */
  TrackedFile of(FileMark mark, TrackedFile known) {
    try {
      return switch (ScanPolicy.step(mark, known, Clock.now())) {
        case LEAVE -> known;
        case ASK -> asItsMonitorStands(mark, known);
        case REMOVE -> moved(known);
        case READ -> read(mark, known);
      };
    } catch (ActivityFailure failure) {
      // With the mark of what was understood last, so that the next scan reads it again.
      List<String> why = List.of(Failures.reasonAndRemedy(failure));
      return known == null ? TrackedFile.seen(mark, Clock.now()).noting(why) : known.noting(why);
    }
  }

  private TrackedFile read(FileMark mark, TrackedFile known) {
    FileReading reading =
        Activities.autoMonitor(ScanWords.about("Read", mark.name(), ""), order.patience())
            .readMonitorFile(order.folder(), mark.name());
    if (reading.absent()) {
      return null;
    }
    TrackedFile before = known == null ? TrackedFile.seen(mark, Clock.now()) : known;
    TrackedFile file = before.read(reading);
    return switch (ScanPolicy.stepAfter(reading, known)) {
      case LEAVE -> file;
      case ASK -> asItsMonitorStands(mark, file.noting(reading.notes()));
      case REMOVE -> moved(file);
      case READ -> newContent(file, reading);
    };
  }

  private TrackedFile newContent(TrackedFile file, FileReading reading) {
    if (reading.run() == null) {
      happened.add(file.name() + " cannot be read: " + reading.notes().get(0) + ".");
      return file.standing(FileState.UNREADABLE, reading.notes(), Clock.now());
    }
    RunLook look =
        Activities.autoMonitor(
                ScanWords.about("Look whose fleet", file.name(), " names"), order.patience())
            .lookBeforeStart(reading.run(), reading.fleetIds());
    return look.objections().isEmpty() ? start(file, reading) : reported(file, look.objections());
  }

  private TrackedFile start(TrackedFile file, FileReading reading) {
    MonitorRequest request =
        order
            .settings()
            .request(reading.run(), reading.fleetIds(), Workflow.randomUUID().toString());
    Handover answer =
        Activities.monitors("Start the monitor of " + reading.run().app(), order.patience())
            .startMonitor(TemporalNames.workflowId(reading.run().app()), request);
    Registration registration = answer.registration();
    return switch (registration.outcome()) {
      case STARTED -> {
        happened.add(file.name() + ": " + answer.workflowId() + " watches the run now.");
        yield watched(file, answer, reading.notes());
      }
      case JOINED -> {
        happened.add(handedOver(file, answer));
        yield watched(file, answer, reading.notes());
      }
      case OVER ->
          moved(
              file.watchedBy(answer.workflowId(), List.of(), Clock.now())
                  .standing(FileState.CLEANED, List.of(), Clock.now()));
      case ANOTHER_RUN -> reported(file, another(answer));
      case NEWER_RUN ->
          waiting(file, answer, " is cleaning up; this file's fleet is a newer run's.");
      case UNKNOWN -> waiting(file, answer, " is a newer worker's, and what it answered unknown.");
    };
  }

  private TrackedFile watched(TrackedFile file, Handover answer, List<String> notes) {
    Instant now = Clock.now();
    return file.lostItsMonitor()
        ? file.watchedAnewBy(
            answer.workflowId(), notes, now, ScanPolicy.lookAgain(file, order.every(), now))
        : file.watchedBy(answer.workflowId(), notes, now);
  }

  private static TrackedFile waiting(TrackedFile file, Handover answer, String why) {
    return file.standing(FileState.WAITING, List.of(answer.workflowId() + why), Clock.now());
  }

  private static String handedOver(TrackedFile file, Handover answer) {
    List<String> changed = answer.registration().changed();
    return file.name()
        + " was handed to "
        + answer.workflowId()
        + ", which watches the run already."
        + (changed.isEmpty() ? "" : " " + String.join(" ", changed));
  }

  private static List<String> another(Handover answer) {
    List<String> why =
        new ArrayList<>(List.of(answer.workflowId() + " watches another run of this name."));
    why.addAll(answer.registration().kept());
    return why;
  }

  private TrackedFile reported(TrackedFile file, List<String> why) {
    if (!why.equals(file.notes())) {
      happened.add(file.name() + " was not started: " + String.join(" ", why));
    }
    return file.reported(why, Clock.now(), ScanPolicy.lookAgain(file, order.every(), Clock.now()));
  }

  private TrackedFile asItsMonitorStands(FileMark mark, TrackedFile file) {
    TrackedFile stands = ScanPolicy.standing(file, monitors.get(file.workflowId()), Clock.now());
    if (!stands.lostItsMonitor()) {
      return stands.state() == FileState.CLEANED ? moved(stands) : stands;
    }
    happened.add(file.name() + ": " + String.join(" ", stands.notes()));
    return ScanPolicy.step(mark, stands, Clock.now()) == Step.READ ? again(mark, stands) : stands;
  }

  /** That it lost its monitor is not forgotten when this fails. */
  private TrackedFile again(FileMark mark, TrackedFile file) {
    try {
      return read(mark, file);
    } catch (ActivityFailure failure) {
      return file.noting(
          Stream.concat(file.notes().stream(), Stream.of(Failures.reasonAndRemedy(failure)))
              .toList());
    }
  }

  /** A move that is refused stops nothing: it is tried again in the next scan. */
  private TrackedFile moved(TrackedFile file) {
    Removal removal;
    try {
      removal =
          Activities.autoMonitor(
                  ScanWords.about("Move", file.name(), " to the finished ones"), order.patience())
              .moveFinishedFile(order.folder(), new FileMark(file.name(), file.etag()));
    } catch (ActivityFailure failure) {
      return file.standing(
          FileState.CLEANED,
          List.of("It could not be moved away: " + Failures.reasonAndRemedy(failure)),
          Clock.now());
    }
    if (removal == Removal.CHANGED) {
      return file.standing(FileState.CLEANED, List.of(), Clock.now());
    }
    happened.add(
        file.name() + ": its run is over; it lies in " + order.folder().finishedUri() + " now.");
    return file.standing(FileState.MOVED, List.of(), Clock.now());
  }
}
