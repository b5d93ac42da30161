package org.distributedmonitor.client.monitors;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;

/**
 * Adds to the monitors of a list how they stand. The server describes one at a time, so several are
 * described at once; one that is not described in time is listed without.
 */
public final class Standings {

  /** A thousand take a second or two, and a small server has other things to do. */
  private static final int AT_ONCE = 16;

  /** Every command has said something after ten seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final Monitors monitors;
  private final Temporal temporal;
  private final Instant now;

  public Standings(Monitors monitors, Temporal temporal, Instant now) {
    this.monitors = monitors;
    this.temporal = temporal;
    this.now = now;
  }

  public List<Row> of(List<Row> rows) {
    Map<String, Boolean> polled = new HashMap<>();
    List<Callable<Row>> questions = new ArrayList<>();
    for (Row row : rows) {
      boolean polls =
          !row.running() || polled.computeIfAbsent(row.taskQueue(), temporal::workerSeen);
      questions.add(() -> row.running() ? standing(row, polls) : row);
    }
    return ask(rows, questions, polled);
  }

  private Row standing(Row row, boolean polls) {
    return monitors
        .describe(row.workflowId())
        .filter(Execution::running)
        .map(execution -> row.standing(Standing.of(monitors, execution, polls, now)))
        .orElse(row);
  }

  private static List<Row> ask(
      List<Row> rows, List<Callable<Row>> questions, Map<String, Boolean> polled) {
    ExecutorService asking =
        Executors.newFixedThreadPool(
            AT_ONCE,
            task -> {
              Thread thread = new Thread(task, "describing");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<Row>> answers =
          asking.invokeAll(questions, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      List<Row> told = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        told.add(answer(answers.get(i), rows.get(i), polled));
      }
      return told;
    } catch (InterruptedException e) {
      throw TemporalTrouble.interrupted();
    } finally {
      asking.shutdownNow();
    }
  }

  private static Row answer(Future<Row> answer, Row row, Map<String, Boolean> polled)
      throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException | CancellationException e) {
      return row.running()
          ? row.standing(new Standing(null, polled.get(row.taskQueue()), null))
          : row;
    }
  }
}
