package org.distributedmonitor.acceptance.drills;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.function.Executable;

/** Things done at the same time, each in a thread of its own. */
final class Together {
  private Together() {}

  /** Does it with all of them, waits for all, and fails with all that failed. */
  static <T> void all(List<T> things, Consumer<T> what) {
    ExecutorService threads = Executors.newCachedThreadPool();
    List<CompletableFuture<Void>> begun =
        things.stream()
            .map(thing -> CompletableFuture.runAsync(() -> told(thing, what), threads))
            .toList();
    assertAll(begun.stream().map(one -> (Executable) one::join));
    threads.shutdown();
  }

  private static <T> void told(T thing, Consumer<T> what) {
    try {
      what.accept(thing);
    } catch (Throwable e) {
      throw new AssertionError(thing + ": " + e.getMessage(), e);
    }
  }
}
