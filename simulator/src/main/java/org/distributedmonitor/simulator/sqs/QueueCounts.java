package org.distributedmonitor.simulator.sqs;

/** The three Approximate* counts of a queue. */
public record QueueCounts(int visible, int inFlight, int delayed) {
  public static final QueueCounts ZERO = new QueueCounts(0, 0, 0);

  public int total() {
    return visible + inFlight + delayed;
  }

  /** Reads low, as AWS's counts may: 0.1 leaves a tenth. */
  public QueueCounts times(double share) {
    return new QueueCounts(
        (int) (visible * share), (int) (inFlight * share), (int) (delayed * share));
  }
}
