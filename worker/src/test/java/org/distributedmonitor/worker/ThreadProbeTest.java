package org.distributedmonitor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ThreadProbeTest {

  private final List<Integer> ended = new ArrayList<>();

  @Test
  void leavesAProcessAloneThatCanStartAThread() throws InterruptedException {
    List<Thread> started = new ArrayList<>();

    new ThreadProbe(
            task -> {
              started.add(new Thread(task));
              return started.get(0);
            },
            ended::add)
        .probe();

    assertThat(started).hasSize(1).noneMatch(Thread::isAlive);
    assertThat(ended).isEmpty();
  }

  @Test
  void endsAProcessThatCannot() throws InterruptedException {
    new ThreadProbe(Unstartable::new, ended::add).probe();

    assertThat(ended).containsExactly(70);
  }

  /** As Java answers at the limit of the container, the service or the user. */
  private static final class Unstartable extends Thread {

    Unstartable(Runnable task) {
      super(task);
    }

    @Override
    public void start() {
      throw new OutOfMemoryError(
          "unable to create native thread: possibly out of memory or process/resource limits"
              + " reached");
    }
  }
}
