package org.distributedmonitor.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Happening;

/** What the monitor says that it did, each thing once. */
final class MonitorNews {

  private Happening newest;

  /** What it has noted since it was asked last. */
  List<News> take(MonitorStatus status) {
    List<Happening> noted = status.lastHappenings();
    // The monitor keeps only its last notes, so what is new begins after the newest one told.
    int begin = newest == null ? 0 : noted.lastIndexOf(newest) + 1;
    List<News> news = new ArrayList<>();
    for (Happening happening : noted.subList(begin, noted.size())) {
      news.add(new News(happening.at(), Voice.MONITOR, sentence(happening.what(), status)));
      newest = happening;
    }
    return news;
  }

  /** There is one fleet in this story; its id is forty letters long. */
  private static String sentence(String what, MonitorStatus status) {
    String told = what;
    for (var fleet : status.fleets()) {
      told = told.replace(" " + fleet.fleetId(), "");
    }
    // What was deleted and where the logs went is in the report.
    boolean step = Arrays.stream(Step.values()).anyMatch(it -> what.startsWith(it.words() + ": "));
    return step ? told.replaceFirst("\\. .*", ".") : told;
  }
}
