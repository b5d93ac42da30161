package org.distributedmonitor.worker;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when it can start no thread any more. The threads that take work from Temporal
 * end one after the other then, and a process without them would live on, watch nothing and look
 * well; Java's own end on a lack of memory does not come for a lack of threads.
 */
final class ThreadProbe {

  /** The exit code by which whoever starts the worker again knows it; see the usage. */
  static final int NO_MORE_THREADS = 70;

  /** Long before Temporal gives up on an activity whose worker is silent. */
  private static final Duration EVERY = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger("worker");

  private final ThreadFactory threads;
  private final IntConsumer halt;

  /**
   * @param halt ends the process without the hooks for its end, which would need threads
   */
  ThreadProbe(ThreadFactory threads, IntConsumer halt) {
    this.threads = threads;
    this.halt = halt;
  }

  /** Probes from now on, in a thread that is there before they run out. */
  static void begin() {
    ThreadProbe probe = new ThreadProbe(Thread::new, Runtime.getRuntime()::halt);
    Thread probing = new Thread(probe::probeAgainAndAgain, "thread-probe");
    probing.setDaemon(true);
    probing.start();
  }

  private void probeAgainAndAgain() {
    try {
      while (true) {
        Thread.sleep(EVERY.toMillis());
        probe();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts one thread and waits for its end. */
  void probe() throws InterruptedException {
    try {
      Thread one = threads.newThread(() -> {});
      one.start();
      one.join();
    } catch (OutOfMemoryError e) {
      end(e);
    }
  }

  private void end(OutOfMemoryError e) {
    try {
      LOG.error(
          "No more threads can be started ({}), so this worker ends with code {}: start it again,"
              + " with a higher limit of threads (pids_limit, TasksMax, ulimit -u). No run is lost",
          e.getMessage(),
          NO_MORE_THREADS);
    } finally {
      halt.accept(NO_MORE_THREADS);
    }
  }
}
