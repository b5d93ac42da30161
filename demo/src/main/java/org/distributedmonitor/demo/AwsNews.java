package org.distributedmonitor.demo;

import java.time.Duration;
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

  /** Machines that come and go one by one are told together. */
  private static final Duration TOGETHER = Duration.ofMinutes(10);

  private final SimulatedRegion region;
  private final SimulatedRun run;
  private final Set<String> machines = new HashSet<>();
  private int told;
  private boolean complete;
  private int launched;
  private int idle;
  private Instant since;

  AwsNews(SimulatedRegion region, SimulatedRun run) {
    this.region = region;
    this.run = run;
  }

  /** What happened since it was asked last. */
  List<News> take(Instant now) {
    List<Happening> all = region.happenings();
    run.machines().forEach(machine -> machines.add(machine.id()));
    List<News> news = new ArrayList<>();
    List<Happening> interrupted = new ArrayList<>();
    for (Happening happening : all.subList(told, all.size())) {
      if (machines.contains(happening.resource())) {
        sort(happening, interrupted, news);
      }
    }
    told = all.size();
    interruptions(interrupted, news);
    if (since != null) {
      comingAndGoing(now, news);
    }
    return news;
  }

  private void sort(Happening happening, List<Happening> interrupted, List<News> news) {
    String text = happening.text();
    if (text.endsWith(" launched")) {
      launched++;
      since = since == null ? happening.at() : since;
    } else if (text.startsWith("alarm ended idle")) {
      idle++;
      since = since == null ? happening.at() : since;
    } else if (text.startsWith("spot interruption")) {
      interrupted.add(happening);
    } else if (text.endsWith(" hangs")) {
      news.add(aws(happening, hangs(happening.resource())));
    } else if (text.startsWith("alarm ended hung")) {
      news.add(aws(happening, "The alarm of " + happening.resource() + " ended it: 15 min idle."));
    }
  }

  private static String hangs(String machine) {
    return "Machine "
        + machine
        + " hangs: it keeps a job, does nothing, and costs money until it is ended.";
  }

  private static void interruptions(List<Happening> ones, List<News> news) {
    if (!ones.isEmpty()) {
      news.add(
          aws(
              ones.get(0),
              "A spot interruption ended "
                  + Counted.of(ones.size(), "machine")
                  + "; the fleet replaces them. Their jobs are back in the queue within the hour."));
    }
  }

  private void comingAndGoing(Instant now, List<News> news) {
    long alive = run.machines().stream().filter(SimulatedMachine::alive).count();
    boolean full = idle == 0 && alive >= run.spec().machines();
    if (!full && now.isBefore(since.plus(TOGETHER))) {
      return;
    }
    news.add(new News(now, Voice.AWS, comingAndGoing(alive)));
    complete = true;
    launched = 0;
    idle = 0;
    since = null;
  }

  private String comingAndGoing(long alive) {
    if (!complete) {
      return Counted.of(alive, "machine") + (alive == 1 ? " is up." : " are up and take jobs.");
    }
    String has = "; " + Counted.of(alive, "machine") + (alive == 1 ? " runs." : " run.");
    String came = "the fleet launched " + Counted.of(launched, "new machine");
    if (idle == 0) {
      return came.replace("the fleet", "The fleet") + has;
    }
    String went = "Alarms ended " + Counted.of(idle, "machine") + " that had found no job";
    return went + (launched == 0 ? "" : ", and " + came) + has;
  }

  private static News aws(Happening happening, String sentence) {
    return new News(happening.at(), Voice.AWS, sentence);
  }
}
