package org.distributedmonitor.client.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for an answer, but not for ever: Temporal's client waits as long as it takes, and a person
 * at a terminal does not.
 */
public final class Patience {

  /** Every command has said something after ten seconds; Java's own start takes a part of them. */
  public static final Duration FOR_AN_ANSWER = Duration.ofSeconds(8);

  private Patience() {}

  /** The answer, or empty when none came. */
  public static <T> Optional<T> ask(Callable<T> question) {
    return ask(FOR_AN_ANSWER, question);
  }

  /**
   * The answer, or empty when none came for so long.
   *
   * @throws RuntimeException what the question itself threw
   */
  public static <T> Optional<T> ask(Duration patience, Callable<T> question) {
    FutureTask<T> answer = new FutureTask<>(question);
    Thread asking = new Thread(answer, "asking");
    asking.setDaemon(true);
    asking.start();
    try {
      return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      asking.interrupt();
      return Optional.empty();
    } catch (InterruptedException e) {
      throw TemporalTrouble.interrupted();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
