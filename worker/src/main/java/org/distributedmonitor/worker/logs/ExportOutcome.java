package org.distributedmonitor.worker.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Names;
import org.distributedmonitor.run.Words;
import org.distributedmonitor.worker.aws.AwsClients;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/** What is said of an export whose tasks have completed. */
final class ExportOutcome {

  private final ExportOrder order;
  private final List<ExportTask> tasks;
  private final List<String> sentences = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private ExportOutcome(ExportOrder order, List<ExportTask> tasks) {
    this.order = order;
    this.tasks = tasks;
  }

  /**
   * Looks what was exported.
   *
   * @param alive is run from time to time, while it takes long
   */
  static StepOutcome of(AwsClients aws, ExportOrder order, List<ExportTask> tasks, Runnable alive) {
    return new ExportOutcome(order, tasks).told(aws, alive);
  }

  private StepOutcome told(AwsClients aws, Runnable alive) {
    LogGroupFacts group = LogGroupFacts.of(aws.logs(), order.group());
    Instant begun = tasks.stream().findFirst().flatMap(ExportTasks::begun).orElseGet(order::until);
    Optional<Instant> keptSince = group.keptSince(begun);
    ExportCheck check = ExportCheck.of(aws, order, tasks, keptSince, alive);
    sentences.add(opening(check));
    keptSince.filter(order.from()::isBefore).ifPresent(this::sayWhatWasGone);
    if (!group.refusal().isEmpty()) {
      sentences.add(
          "Whether its retention had deleted messages before is not known: "
              + sentence(group.refusal()));
    }
    sayWhatIsMissing(check);
    String detail = String.join(" ", sentences);
    StepOutcome outcome =
        check.foundNothing() ? StepOutcome.nothingToDo(detail) : StepOutcome.done(detail);
    return outcome.warning(warnings);
  }

  private String opening(ExportCheck check) {
    if (check.foundNothing()) {
      return "AWS found no message from "
          + Words.time(order.from())
          + " on in the log group "
          + order.group()
          + ".";
    }
    return "Exported " + order.group() + (tasks.size() > 1 ? " day by day" : "") + place() + ".";
  }

  private String place() {
    return " to s3://" + order.run().bucket() + "/" + order.run().exportPrefix(order.group());
  }

  private void sayWhatWasGone(Instant keptSince) {
    sentences.add(
        "What was written from "
            + Words.time(order.from())
            + " to "
            + Words.time(keptSince)
            + " was gone before: the log group's retention had deleted it.");
  }

  private void sayWhatIsMissing(ExportCheck check) {
    if (!check.refusal().isEmpty()) {
      warn(
          "Whether all log streams of "
              + order.group()
              + " were exported could not be looked at: "
              + sentence(check.refusal()));
    } else if (!check.missing().isEmpty()) {
      boolean one = check.missing().size() == 1;
      warn(
          "Of the "
              + (order.second() ? "second " : "")
              + "export of "
              + order.group()
              + place()
              + " "
              + Words.count(check.missing().size(), "log stream")
              + (one ? " is missing though it has" : " are missing though they have")
              + " messages of that time: "
              + Names.few(check.missing())
              + ".");
    }
  }

  private void warn(String sentence) {
    sentences.add(sentence);
    warnings.add(sentence);
  }

  private static String sentence(String words) {
    return words.endsWith(".") ? words : words + ".";
  }
}
