package org.distributedmonitor.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.simulator.Happening;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;

/**
 * What AWS did to the run, told so that thirty machines are one sentence. The neighbour's life and
 * what AWS did at the monitor's own request are not told here.
 */
final class AwsNews {

  private final SimulatedRegion region;
  private final SimulatedRun run;
  private final Set<String> machines = new HashSet<>();
  private int told;
  private int launched;
  private boolean complete;
  private Instant lastJob;

  AwsNews(SimulatedRegion region, SimulatedRun run) {
    this.region = region;
    this.run = run;
  }

  /** What happened since it was asked last. */
  List<News> take() {
    List<Happening> all = region.happenings();
    run.machines().forEach(machine -> machines.add(machine.id()));
    List<Happening> ours =
        all.subList(told, all.size()).stream()
            .filter(happening -> machines.contains(happening.resource()))
            .toList();
    told = all.size();
    List<News> news = new ArrayList<>();
    launches(those(ours, " launched"), news);
    interruptions(those(ours, "spot interruption"), news);
    for (Happening hung : those(ours, " hangs")) {
      news.add(aws(hung, hungSentence(hung.resource())));
    }
    for (Happening ended : those(ours, "alarm ended hung")) {
      news.add(aws(ended, ended.resource() + "'s alarm ended it after 15 min without work done."));
    }
    idle(those(ours, "alarm ended idle"), news);
    those(ours, " finished").forEach(happening -> lastJob = happening.at());
    return news;
  }

  /** When the newest job was done; null before the first. */
  Instant lastJob() {
    return lastJob;
  }

  private String hungSentence(String machine) {
    return "Machine "
        + machine
        + " hangs: it holds a job, does nothing, and would be paid for until somebody notices.";
  }

  private void launches(List<Happening> ones, List<News> news) {
    launched += ones.size();
    long alive = run.machines().stream().filter(SimulatedMachine::alive).count();
    if (launched == 0) {
      return;
    }
    Instant at = ones.isEmpty() ? region.happenings().get(told - 1).at() : newest(ones).at();
    if (!complete) {
      if (alive >= run.spec().machines()) {
        complete = true;
        launched = 0;
        news.add(new News(at, Voice.AWS, alive + " machines are up and take jobs."));
      }
      return;
    }
    if (ones.isEmpty()) {
      return;
    }
    news.add(
        new News(
            at,
            Voice.AWS,
            "The fleet launched "
                + Counted.of(launched, "new machine")
                + "; it has "
                + alive
                + "."));
    launched = 0;
  }

  private void interruptions(List<Happening> ones, List<News> news) {
    if (!ones.isEmpty()) {
      news.add(
          aws(
              ones.get(0),
              "A spot interruption ended "
                  + Counted.of(ones.size(), "machine")
                  + ". The fleet replaces them; their jobs go back into the queue within the hour."));
    }
  }

  private static void idle(List<Happening> ones, List<News> news) {
    if (!ones.isEmpty()) {
      news.add(
          aws(
              newest(ones),
              "Alarms ended "
                  + Counted.of(ones.size(), "machine")
                  + " that had found no job for 15 min."));
    }
  }

  private static List<Happening> those(List<Happening> ours, String text) {
    return ours.stream().filter(happening -> happening.text().contains(text)).toList();
  }

  private static Happening newest(List<Happening> ones) {
    return ones.get(ones.size() - 1);
  }

  private static News aws(Happening happening, String sentence) {
    return new News(happening.at(), Voice.AWS, sentence);
  }
}
