package org.distributedmonitor.starter;

import java.time.Duration;
import java.util.Optional;
import org.distributedmonitor.run.Timing;
import picocli.CommandLine.Option;

/** How often a run is looked at; checked here, because a monitor has nobody to complain to. */
final class TimingOptions {

  private static final String OFF = "off";
  private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

  /** Scaling down wants three readings within three minutes. */
  private static final Duration LONGEST_POLL_THAT_SCALES_DOWN = Duration.ofSeconds(60);

  @Option(
      names = "--poll-interval",
      paramLabel = "60s",
      description = "how often the queue is read (default: 60s)")
  private Duration poll;

  @Option(
      names = "--scale-down-interval",
      paramLabel = "10m",
      description = "how often the fleet is lowered to the jobs that remain (default: 10m)")
  private Duration scaleDown;

  @Option(
      names = "--alarm-sweep-interval",
      paramLabel = "1h",
      description = "how often the alarms of ended machines are deleted (default: 1h)")
  private Duration alarmSweep;

  @Option(
      names = "--cheapest-after",
      paramLabel = "15m",
      description = "how long a fleet is known before --cheapest lowers it (default: 15m)")
  private Duration cheapestAfter;

  @Option(
      names = "--guard-after",
      paramLabel = "20m",
      description = "the age at which a nameless machine is guarded, or off (default: 20m)")
  private String guardAfter;

  @Option(
      names = "--confirm-empty",
      paramLabel = "2m",
      description = "how long the queue is empty before clean-up (default: 2m)")
  private Duration confirm;

  @Option(
      names = "--confirm-empty-at-start",
      paramLabel = "10m",
      description = "the same while no job was ever seen (default: 10m)")
  private Duration confirmAtStart;

  @Option(
      names = "--unsafe-timing",
      description = "for trying things out: allow confirmations under 60s, wait no fixed minutes")
  private boolean unsafe;

  Timing timing() {
    require("--poll-interval", poll, SHORTEST_POLL, "1s or longer");
    positive("--scale-down-interval", scaleDown);
    positive("--alarm-sweep-interval", alarmSweep);
    confirmation("--confirm-empty", confirm);
    confirmation("--confirm-empty-at-start", confirmAtStart);
    return new Timing(
        poll, scaleDown, alarmSweep, cheapestAfter, guard(), confirm, confirmAtStart, unsafe);
  }

  /** What is allowed but has a price that is not seen at once. */
  Optional<String> warning() {
    return poll != null && poll.compareTo(LONGEST_POLL_THAT_SCALES_DOWN) > 0
        ? Optional.of(
            "--poll-interval "
                + Durations.write(poll)
                + ": the fleet is lowered only after three readings within 3 minutes;"
                + " at more than 60s there may be too few")
        : Optional.empty();
  }

  private Duration guard() {
    if (guardAfter == null || guardAfter.equalsIgnoreCase(OFF)) {
      return guardAfter == null ? null : Duration.ZERO;
    }
    Duration age = new Durations().convert(guardAfter);
    positive("--guard-after", age);
    return age;
  }

  private void confirmation(String option, Duration given) {
    positive(option, given);
    if (!unsafe) {
      require(
          option,
          given,
          Timing.SHORTEST_SAFE_CONFIRMATION,
          "60s or longer, because AWS's counts lag by a minute"
              + " (--unsafe-timing lifts this, for trying things out)");
    }
  }

  private static void positive(String option, Duration given) {
    require(option, given, Duration.ofNanos(1), "more than nothing");
  }

  private static void require(String option, Duration given, Duration least, String wanted) {
    if (given != null && given.compareTo(least) < 0) {
      throw Trouble.usage(option + ": found " + Durations.write(given) + "; wanted " + wanted);
    }
  }
}
