package org.distributedmonitor.worker.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.worker.logs.ExportDecision.Due;
import org.distributedmonitor.worker.logs.ExportDecision.Exported;
import org.distributedmonitor.worker.logs.ExportDecision.NothingToExport;
import org.distributedmonitor.worker.logs.ExportDecision.Underway;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/**
 * Reads what became of an order so far. Everything follows from the account's export tasks, whose
 * names are alike at every try: whatever died in between, no part is exported twice or forgotten.
 */
final class ExportReading {

  private final CloudWatchLogsClient logs;
  private final ExportOrder order;

  ExportReading(CloudWatchLogsClient logs, ExportOrder order) {
    this.logs = logs;
    this.order = order;
  }

  ExportDecision decide() {
    ExportTasks tasks = ExportTasks.list(logs, order);
    ExportPart whole = ExportPart.whole(order);
    Optional<ExportTask> task = tasks.of(whole);
    List<ExportPart> days = ExportPart.days(order);
    boolean daysBegun = days.stream().anyMatch(day -> tasks.of(day).isPresent());
    boolean ended = task.isEmpty() || ExportTasks.failed(task.get());
    boolean byDay =
        ended && days.size() > 1 && (daysBegun || task.filter(ExportTasks::tooBig).isPresent());
    LogGroupFacts group =
        ended ? LogGroupFacts.of(logs, order.group()) : LogGroupFacts.unread(order.group());
    if (group.madeAfter(order.until())) {
      return new NothingToExport(
          "The log group "
              + order.group()
              + " was made after the run had ended: what it holds is a newer run's.");
    }
    ExportDecision next = next(tasks, byDay ? group.since(days) : List.of(whole));
    if (next instanceof Due && group.missing()) {
      return new NothingToExport("There is no log group " + order.group() + ".");
    }
    if (next instanceof Due && task.isEmpty() && !daysBegun && group.holdsNoStream(logs)) {
      return new NothingToExport("The log group " + order.group() + " holds no log stream.");
    }
    return next;
  }

  private static ExportDecision next(ExportTasks tasks, List<ExportPart> parts) {
    List<ExportTask> completed = new ArrayList<>();
    for (ExportPart part : parts) {
      Optional<ExportTask> task = tasks.of(part);
      if (task.isEmpty() || ExportTasks.failed(task.get())) {
        return new Due(part, tasks.nextName(part), task, tasks.inTheWay());
      }
      if (!ExportTasks.completed(task.get())) {
        return new Underway(part, task.get());
      }
      completed.add(task.get());
    }
    return new Exported(completed);
  }
}
