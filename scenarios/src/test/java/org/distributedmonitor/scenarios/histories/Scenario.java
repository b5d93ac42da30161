package org.distributedmonitor.scenarios.histories;

import io.temporal.common.WorkflowExecutionHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.distributedmonitor.testkit.MonitorHarness;

/**
 * What can happen to a run, one thing each, short enough for its history to be kept with every
 * release. Each sees for itself that it has happened.
 */
enum Scenario {
  PLAIN_RUN(MonitorStories::plainRun),
  CHEAPEST(MonitorStories::cheapest),
  SEVERAL_FLEETS(MonitorStories::severalFleets),
  FOUND_FLEETS(MonitorStories::foundFleets),
  BLOCKED_STEP_AND_RETRY(MonitorStories::blockedStepAndRetry),
  CONTINUED_WHILE_WATCHING(80, MonitorStories::continuedWhileWatching),
  CONTINUED_WHILE_BLOCKED(120, MonitorStories::continuedWhileBlocked),
  CONTINUED_BEFORE_SECOND_EXPORT(100, MonitorStories::continuedBeforeSecondExport),
  HOLD_AND_RESUME(MonitorStories::holdAndResume),
  SECOND_EXPORT(MonitorStories::secondExport),
  JOBS_CAME_BACK(MonitorStories::jobsCameBack),
  NEWER_RUN(MonitorStories::newerRun),
  FINISHED_EARLY(MonitorStories::finishedEarly),
  STOPPED(MonitorStories::stopped),
  CANCELLATION_ASKED(MonitorStories::cancellationAsked),
  OUTAGE(MonitorStories::outage),
  QUEUE_READ_NOW(MonitorStories::queueReadNow),
  PLAN(OtherStories.PLAN, OtherStories::plan),
  AUTO_MONITOR(OtherStories.SCANS, OtherStories::autoMonitor),
  FOLDER_LOOK(OtherStories.LOOK, OtherStories::folderLook);

  static final String APP = "Plates";

  /**
   * So many events a server wants before it suggests to continue as new; no story here is so long.
   */
  private static final long MANY = 4_096;

  private final String workflowId;
  private final long continueAfter;
  private final Consumer<MonitorHarness> story;

  Scenario(Consumer<MonitorHarness> story) {
    this(MANY, story);
  }

  Scenario(long continueAfter, Consumer<MonitorHarness> story) {
    this(MonitorStories.ID, continueAfter, story);
  }

  Scenario(String workflowId, Consumer<MonitorHarness> story) {
    this(workflowId, MANY, story);
  }

  Scenario(String workflowId, long continueAfter, Consumer<MonitorHarness> story) {
    this.workflowId = workflowId;
    this.continueAfter = continueAfter;
    this.story = story;
  }

  /** A harness in which it can be played. */
  MonitorHarness harness() {
    return MonitorHarness.continuingAfter(continueAfter);
  }

  void play(MonitorHarness harness) {
    story.accept(harness);
  }

  /** The histories of the workflow that it is about, from its first execution to its newest. */
  List<WorkflowExecutionHistory> histories(MonitorHarness harness) {
    return SavedHistories.executions(harness, workflowId);
  }

  boolean ofAMonitor() {
    return workflowId.equals(MonitorStories.ID);
  }

  /** Its name in the name of a file. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the file has a history of it. */
  boolean isIn(Path file) {
    return file.getFileName().toString().matches(fileName() + "(\\.\\d+)?\\.json");
  }
}
