package org.distributedmonitor.starter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.DcpMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FolderLook;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.RunSettings;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.starter.text.AutoMonitorText;
import org.distributedmonitor.starter.text.Spans;
import org.distributedmonitor.temporal.TemporalNames;

/** What is told once Auto-Monitor is enabled. */
final class EnableAnswer {

  private final Surroundings around;
  private final Temporal temporal;
  private final Optional<AutoMonitor> before;
  private final boolean paused;
  private final AutoMonitor order;
  private final FolderLook look;
  private final List<FileMark> watched;

  /**
   * @param before as it was enabled before
   * @param paused whether somebody had paused it
   * @param watched files that lie there already and whose runs are watched
   */
  EnableAnswer(
      Surroundings around,
      Temporal temporal,
      Optional<AutoMonitor> before,
      boolean paused,
      AutoMonitor order,
      FolderLook look,
      List<FileMark> watched) {
    this.around = around;
    this.temporal = temporal;
    this.before = before;
    this.paused = paused;
    this.order = order;
    this.look = look;
    this.watched = watched;
  }

  void print(OutputOption output) {
    output.print(around, this::json, this::text);
    dcpMonitor().forEach(line -> around.err().println(line));
  }

  private String text() {
    AutoMonitorText text = around.autoMonitorText();
    String uri = order.folder().uri();
    text.headline(
        before.isEmpty()
            ? "Auto-Monitor is enabled for " + uri
            : "Auto-Monitor was enabled for " + uri + " already");
    text.schedule(id(), webUi().orElse(""));
    if (before.isPresent()) {
      text.listed("Changed", changed());
    } else {
      text.line("It is looked through every " + Spans.words(order.every()) + ", and now at once.");
    }
    text.watched(watched);
    text.older(before.isEmpty() ? order.older() : List.of());
    text.line("You can close this terminal; a worker has to run (bin/worker), that is all.");
    text.blank();
    text.hint("How each file stands", around.command() + " auto-monitor list");
    text.hint("The runs", around.command() + " list");
    text.hint(
        "Look no longer",
        around.command() + " auto-monitor disable --bucket " + order.folder().bucket() + prefix());
    return text.toString();
  }

  private String prefix() {
    String prefix = order.folder().prefix();
    return prefix.equals(MonitorFolder.USUAL_PREFIX) ? "" : " --prefix " + prefix;
  }

  private List<String> changed() {
    AutoMonitor old = before.orElseThrow();
    List<String> changed = new ArrayList<>();
    if (paused) {
      changed.add("It is no longer paused.");
    }
    if (!old.every().equals(order.every())) {
      changed.add(
          "It is looked through every "
              + Spans.words(order.every())
              + ", not every "
              + Spans.words(old.every())
              + ".");
    }
    if (!old.settings().equals(order.settings())) {
      changed.addAll(differences(old.settings(), order.settings()));
    }
    if (!old.older().isEmpty() && order.older().isEmpty()) {
      changed.add("The older files are no longer left alone.");
    }
    return changed.isEmpty() ? List.of("Nothing; it goes on as before.") : changed;
  }

  private static List<String> differences(RunSettings old, RunSettings now) {
    List<String> all = new ArrayList<>();
    String runs = "Runs that are started from now on ";
    if (old.cheapest() != now.cheapest()) {
      all.add(runs + (now.cheapest() ? "are" : "are not") + " lowered to one machine.");
    }
    if (old.jobsPerMachine() != now.jobsPerMachine()) {
      all.add(runs + "count " + now.jobsPerMachine() + " jobs per machine.");
    }
    if (!Objects.equals(old.secondExport(), now.secondExport())) {
      all.add(runs + (now.secondExport() == null ? "get no" : "get a") + " second export.");
    }
    if (!old.timing().equals(now.timing())) {
      all.add(runs + "are looked at in other intervals.");
    }
    return all;
  }

  /** Both would act on a run; that nothing could be seen is a note and no failure. */
  private List<String> dcpMonitor() {
    DcpMonitor dcp = look.dcpMonitor();
    if (!dcp.unseen().isEmpty()) {
      return List.of("note: whether DCP's own Monitor listens could not be seen: " + dcp.unseen());
    }
    return dcp.functions().stream()
        .map(
            function ->
                "warning: DCP's own Auto-Monitor is on as well and would act on the same runs: "
                    + function
                    + " is subscribed to "
                    + dcp.topicArn()
                    + ". End it: delete that subscription in the SNS console, or with `aws sns"
                    + " unsubscribe`.")
        .toList();
  }

  private String id() {
    return TemporalNames.scheduleId(order.folder());
  }

  private Optional<String> webUi() {
    return WebUi.ofSchedule(temporal, id(), around.env());
  }

  private ObjectNode json() {
    ObjectNode node = OutputOption.MAPPER.createObjectNode();
    node.put("scheduleId", id());
    node.put("webUi", webUi().orElse(null));
    node.put("updated", before.isPresent());
    node.set(
        "changed", OutputOption.MAPPER.valueToTree(before.isPresent() ? changed() : List.of()));
    node.setAll(OutputOption.MAPPER.<ObjectNode>valueToTree(order));
    node.set("watchedAlready", OutputOption.MAPPER.valueToTree(watched));
    node.set("prospects", OutputOption.MAPPER.valueToTree(look.prospects()));
    node.set("dcpMonitor", OutputOption.MAPPER.valueToTree(look.dcpMonitor()));
    return node;
  }
}
