package org.distributedmonitor.starter;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.distributedmonitor.client.PatientQuestion;

/**
 * Waits for an answer, but not for ever: Temporal's client waits as long as it takes, and a person
 * at a terminal does not.
 */
final class Patience {

  /** Every command has said something after ten seconds; Java's own start takes a part of them. */
  static final Duration FOR_AN_ANSWER = Duration.ofSeconds(8);

  private Patience() {}

  /** The answer, or empty when none came. */
  static <T> Optional<T> ask(Callable<T> question) {
    return ask(FOR_AN_ANSWER, question);
  }

  /** The answer, or empty when none came for so long. */
  static <T> Optional<T> ask(Duration patience, Callable<T> question) {
    try {
      return PatientQuestion.ask(patience, question);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Trouble.failed("interrupted");
    }
  }
}
