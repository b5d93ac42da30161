package org.distributedmonitor.demo;

import java.util.List;
import org.distributedmonitor.simulator.api.Call;

/** How often AWS was called. */
record CallCount(long looking, long changing) {

  static CallCount of(List<Call> calls) {
    long changing = calls.stream().filter(Call::mutating).count();
    return new CallCount(calls.size() - changing, changing);
  }

  long all() {
    return looking + changing;
  }

  String told() {
    return Counted.of(all(), "call")
        + " to AWS: "
        + Counted.of(looking, "look")
        + ", "
        + Counted.of(changing, "change");
  }
}
