package org.distributedmonitor.starter.text;

import java.time.ZoneId;
import java.util.List;
import org.distributedmonitor.plan.Found;
import org.distributedmonitor.plan.Found.Presence;
import org.distributedmonitor.plan.PlannedStep;
import org.distributedmonitor.plan.PlannedStep.Kind;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.plan.Unseen;
import org.distributedmonitor.run.Names;
import org.distributedmonitor.run.Problem;

/** A plan as a page: what is there, what is wrong, and what a clean-up would do in which order. */
public final class PlanText {

  /** As long as the longest reason for which nothing is done. */
  private static final int REASON = 13;

  /** Of a long list so many names are shown; JSON has them all. */
  private static final int NAMES_SHOWN = 3;

  private final RunPlan plan;
  private final Page page;

  private PlanText(RunPlan plan, Page page) {
    this.plan = plan;
    this.page = page;
  }

  /**
   * The whole page.
   *
   * @param watching which monitor watches the run, a sentence; empty when none does
   * @param command how the command is called, for what is suggested
   * @param width where lines are broken
   */
  public static String render(
      RunPlan plan, String watching, String command, ZoneId zone, int width, boolean color) {
    PlanText text = new PlanText(plan, new Page(width, color));
    text.headline(new Spans(plan.at(), zone));
    text.found();
    text.problems();
    text.unseen();
    Findings.put(text.page, plan.preflight());
    text.page.blank().headline(Tint.BOLD, "When");
    text.page.bullet(text.beginning(command));
    if (!watching.isEmpty()) {
      text.page.bullet(watching);
    }
    text.todo();
    text.rest();
    return text.page.toString();
  }

  private void headline(Spans spans) {
    boolean amiss = !plan.problems().isEmpty() || !plan.unseen().isEmpty();
    page.headline(
        amiss ? Tint.DOUBT : Tint.GOOD,
        plan.run().app()
            + ": what a clean-up would do, as of "
            + spans.at(plan.at())
            + "; nothing was changed");
    String account = plan.account().isEmpty() ? "account unknown" : "account " + plan.account();
    page.fact("AWS", account + ", " + plan.region());
  }

  private void found() {
    plan.found().forEach(found -> page.fact(label(found.thing()), told(found)));
  }

  private static String told(Found found) {
    String names = named(found);
    if (found.presence() == Presence.THERE) {
      return found.detail().isEmpty() ? names : names + ": " + found.detail();
    }
    String absent = found.presence() == Presence.NOT_THERE ? "not there" : "could not be seen";
    if (found.names().isEmpty()) {
      return found.presence() == Presence.NOT_THERE ? "none" : absent;
    }
    return names + ": " + absent;
  }

  private static String named(Found found) {
    return switch (found.thing()) {
      case MACHINES, ALARMS -> Integer.toString(found.count());
      case QUEUE,
          DEAD_LETTER_QUEUE,
          FLEET,
          SERVICE,
          TASK_DEFINITIONS,
          CLUSTER,
          DASHBOARD,
          LOG_GROUP,
          UNKNOWN ->
          shortened(found.names(), found.count());
    };
  }

  private static String label(Found.Thing thing) {
    return switch (thing) {
      case QUEUE -> "Queue";
      case DEAD_LETTER_QUEUE -> "Failed";
      case FLEET -> "Fleet";
      case MACHINES -> "Machines";
      case SERVICE -> "Service";
      case TASK_DEFINITIONS -> "Tasks";
      case ALARMS -> "Alarms";
      case CLUSTER -> "Cluster";
      case DASHBOARD -> "Dashboard";
      case LOG_GROUP -> "Logs";
      case UNKNOWN -> "Other";
    };
  }

  private void problems() {
    if (!plan.problems().isEmpty()) {
      page.blank().headline(Tint.BAD, "What is wrong");
      for (Problem problem : plan.problems()) {
        page.bullet(problem.what() + " " + problem.remedy());
      }
    }
  }

  private void unseen() {
    if (!plan.unseen().isEmpty()) {
      page.blank().headline(Tint.BAD, "What could not be looked at");
      for (Unseen unseen : plan.unseen()) {
        page.bullet(sentence(unseen.why()) + " " + unseen.remedy());
      }
    }
  }

  private String beginning(String command) {
    String atOnce =
        " `" + command + " finish --app " + plan.run().app() + "` has the monitor begin at once.";
    return switch (plan.begins()) {
      case WHEN_EMPTY_FOR_LONG_ENOUGH ->
          "A monitor cleans up once the queue has read empty for long enough: "
              + Spans.words(plan.emptyFor())
              + " for one that starts now, less for one that has seen jobs."
              + atOnce;
      case WHEN_THE_JOBS_ARE_DONE ->
          "Not yet: "
              + (plan.queue().newest() == null
                  ? "jobs remain"
                  : Jobs.counted(plan.queue().newest().remaining(), "job") + " left")
              + ". A monitor cleans up once the queue has read empty for long enough."
              + atOnce;
      case WHEN_THE_QUEUE_CAN_BE_READ ->
          "Not before the queue can be read: nobody knows whether jobs remain." + atOnce;
      case WHEN_THE_MONITOR_FILE_FITS -> "Not by itself: what is wrong has to be put right first.";
      case UNKNOWN -> "When it begins, only a newer version knows: the worker's." + atOnce;
    };
  }

  private void todo() {
    List<PlannedStep> todo = plan.steps().stream().filter(PlanText::attempted).toList();
    if (todo.isEmpty()) {
      return;
    }
    page.blank().headline(Tint.BOLD, "What would be done, in this order");
    for (int i = 0; i < todo.size(); i++) {
      String label = (i < 9 ? " " : "") + (i + 1);
      put(label, todo.get(i));
    }
  }

  private void put(String label, PlannedStep step) {
    boolean acts = !step.names().isEmpty();
    String what = step.step().words() + (acts ? ": " + shortened(step.names(), step.count()) : "");
    boolean blocked = step.kind() != Kind.ACT;
    page.item(label, what, blocked ? Tint.BAD : Tint.NONE);
    if (!step.detail().isEmpty()) {
      String reason = blocked ? (acts ? "Blocked for the rest: " : "Blocked: ") : "";
      page.item(" ".repeat(label.length()), reason + sentence(step.detail()));
    }
    boolean told = plan.unseen().stream().anyMatch(unseen -> unseen.remedy().equals(step.remedy()));
    if (!step.remedy().isEmpty() && !told) {
      page.item(" ".repeat(label.length()), step.remedy());
    }
  }

  private void rest() {
    List<PlannedStep> rest = plan.steps().stream().filter(step -> !attempted(step)).toList();
    if (!rest.isEmpty()) {
      page.blank().headline(Tint.BOLD, "What would not be done");
      rest.forEach(
          step ->
              page.item(
                  Page.padded(step.kind().words(), REASON),
                  step.step().words() + ": " + sentence(step.detail())));
    }
  }

  /** A blocked step is tried, and tried again. */
  private static boolean attempted(PlannedStep step) {
    return step.kind() == Kind.ACT || step.kind() == Kind.BLOCKED;
  }

  private static String shortened(List<String> names, int count) {
    return Names.told(names.stream().limit(NAMES_SHOWN).toList(), count);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
