package org.distributedmonitor.starter.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.preflight.Finding;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Counts;
import org.distributedmonitor.run.Expectation;
import org.distributedmonitor.run.Happening;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Verdict;

/** A run at a few moments of its life. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-24T14:06:00Z");

  private static final String FLEET = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";
  private static final Instant BEGAN = NOW.minus(Duration.ofMinutes(125));

  private static final Run RUN =
      new Run("Plate7", "default", "Plate7Queue", "bucket", "Plate7", BEGAN, true, "");

  private Samples() {}

  static QueueSighting sighting() {
    return QueueSighting.none().read(new QueueReading(NOW.minusSeconds(15), 62, 64, 0), null);
  }

  private static FleetRecord foundFleet() {
    String id = "sfr-1111ef11-11fc-1d1d-1111-1111111e11ab";
    return FleetRecord.found(
        new FleetSighting(id, FleetCondition.ACTIVE, true, 4, 0, 1, NOW, Ownership.OURS, "", false),
        NOW);
  }

  static MonitorStatus watching() {
    FleetSighting fleet =
        new FleetSighting(
            FLEET, FleetCondition.ACTIVE, true, 70, 0, 1, BEGAN, Ownership.OURS, "", false);
    return new MonitorStatus(
        RUN,
        Phase.WATCHING,
        BEGAN,
        BEGAN,
        sighting(),
        400,
        List.of(new FleetRecord(FLEET, BEGAN, fleet, false, false), foundFleet()),
        64,
        true,
        NOW.plusSeconds(3600),
        List.of(new Expectation(NOW.plusSeconds(240), "lower the fleet to the jobs that remain")),
        List.of(),
        List.of("The user data of the fleet does not say whose it is."),
        List.of(new Happening(NOW.minusSeconds(360), "Lowered the fleet from 100 to 70.")),
        List.of(),
        List.of(),
        null,
        new Counts(1, 12, 0, 0),
        null,
        "",
        new Preflight(
            BEGAN,
            List.of(
                new Finding("The worker may not do sqs:DeleteQueue: the queue stays.", "Allow it."),
                new Finding("The worker may not do s3:PutObject: no logs.", "Allow it.")),
            List.of("The bucket could not be looked at.")));
  }

  static MonitorStatus blocked() {
    return new MonitorStatus(
        RUN,
        Phase.NEEDS_ATTENTION,
        NOW.minusSeconds(90),
        BEGAN,
        QueueSighting.none().read(new QueueReading(NOW.minusSeconds(15), 0, 0, 0), null),
        400,
        List.of(),
        -1,
        false,
        null,
        List.of(),
        List.of(
            new Problem(
                "AWS refuses sqs:DeleteQueue.",
                "Allow the worker sqs:DeleteQueue, then: starter retry.",
                NOW.minusSeconds(60))),
        List.of(),
        List.of(),
        steps(),
        List.of(Leftover.of(Leftover.Kind.QUEUE, "Plate7Queue", "deletion was refused", false)),
        null,
        Counts.none(),
        null,
        "",
        null);
  }

  static MonitorReport report() {
    return new MonitorReport(
        Verdict.CLEANUP_INCOMPLETE,
        RUN,
        List.of(FLEET),
        "123456789012",
        "us-east-1",
        BEGAN,
        NOW.minusSeconds(300),
        NOW,
        400,
        false,
        new Counts(3, 12, 1, 21),
        "s3://bucket/monitors/Plate7/failed-jobs.json",
        steps(),
        List.of(
            Leftover.of(Leftover.Kind.QUEUE, "Plate7Queue", "deletion was refused", false),
            Leftover.of(Leftover.Kind.MACHINE, "i-0123456789abcdef0", "is still running", false)),
        null,
        List.of(),
        List.of(new Happening(NOW.minusSeconds(300), "The queue is empty for certain.")));
  }

  private static List<StepResult> steps() {
    return List.of(
        step(Step.CANCEL_FLEETS, StepOutcome.done("1 fleet, 64 machines")),
        step(Step.DELETE_SERVICE, StepOutcome.alreadyGone("")),
        step(
            Step.DELETE_QUEUE,
            StepOutcome.blocked("AWS refuses it", "Allow the worker sqs:DeleteQueue.")),
        step(Step.EXPORT_LOGS, StepOutcome.done("")));
  }

  private static StepResult step(Step step, StepOutcome outcome) {
    return new StepResult(step, outcome, NOW);
  }
}
