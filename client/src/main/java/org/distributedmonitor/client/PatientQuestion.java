package org.distributedmonitor.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A question to Temporal that is given up after a while: its client waits for a worker as long as
 * it takes.
 */
public final class PatientQuestion {

  private PatientQuestion() {}

  /**
   * The answer, or empty when none came for so long.
   *
   * @throws RuntimeException what the question itself threw
   */
  public static <T> Optional<T> ask(Duration patience, Callable<T> question)
      throws InterruptedException {
    FutureTask<T> answer = new FutureTask<>(question);
    Thread asking = new Thread(answer, "asking");
    asking.setDaemon(true);
    asking.start();
    try {
      return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      asking.interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
