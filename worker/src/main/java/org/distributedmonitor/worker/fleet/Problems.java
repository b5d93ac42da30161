package org.distributedmonitor.worker.fleet;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What could not be done in a look of several parts; one part does not keep the others back. */
final class Problems {

  private final List<String> sentences = new ArrayList<>();

  /** Does a part; when AWS fails it, that is noted and the fallback stands. */
  <T> T attempt(T fallback, Supplier<T> part) {
    try {
      return part.get();
    } catch (ApplicationFailure failure) {
      sentences.add(failure.getOriginalMessage());
      return fallback;
    }
  }

  List<String> sentences() {
    return sentences;
  }
}
