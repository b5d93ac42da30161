package org.distributedmonitor.automonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.survey.RunSurvey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartRuleTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Run RUN =
      new Run("Plates", "default", "PlatesQueue", "bucket", "Plates", NOW, false, "");
  private static final QueueSighting JOBS =
      QueueSighting.none().read(new QueueReading(NOW, 5, 0, 0), null);
  private static final QueueSighting EMPTY =
      QueueSighting.none().read(new QueueReading(NOW, 0, 0, 0), null);
  private static final QueueSighting MISSING = QueueSighting.none().missing(NOW);
  private static final String OURS = "https://sqs/1/PlatesQueue";

  private static FleetSighting fleet(String id, FleetCondition condition, Ownership owner) {
    String other = owner == Ownership.ANOTHER_RUNS ? "Other" : "";
    return new FleetSighting(id, condition, true, 2, 0, 1, NOW, owner, other, false);
  }

  private static RunSurvey survey(String queueUrl, FleetSighting... fleets) {
    return new RunSurvey(
        NOW,
        "1",
        "us-east-1",
        List.of(fleets),
        null,
        true,
        List.of(),
        true,
        NOW,
        true,
        List.of(queueUrl),
        true,
        List.of());
  }

  private static List<String> objections(
      RunSurvey survey, QueueSighting queue, FleetSighting... others) {
    return StartRule.objections(RUN, survey, queue, List.of(others), NOW);
  }

  @ParameterizedTest
  @EnumSource(
      value = Ownership.class,
      names = {"OURS", "UNPROVEN", "UNASKED"})
  void hasNothingAgainstAFleetThatIsOn(Ownership owner) {
    assertThat(objections(survey(OURS, fleet("sfr-1", FleetCondition.ACTIVE, owner)), JOBS))
        .isEmpty();
  }

  @Test
  void objectsToAFleetThatIsAnotherRuns() {
    assertThat(
            objections(
                survey(OURS, fleet("sfr-1", FleetCondition.ACTIVE, Ownership.ANOTHER_RUNS)), JOBS))
        .first()
        .asString()
        .contains("The fleet sfr-1 belongs to the run Other, not to Plates");
  }

  @Test
  void objectsToAQueueThatTheTaskDefinitionsDoNotName() {
    assertThat(
            objections(
                survey(
                    "https://sqs/1/PlatesQueue1",
                    fleet("sfr-1", FleetCondition.ACTIVE, Ownership.OURS)),
                JOBS))
        .singleElement()
        .asString()
        .contains("\"PlatesQueue\"", "\"PlatesQueue1\"");
  }

  @Test
  void objectsToAFleetThatIsOverWhileAnotherOneServesTheRun() {
    RunSurvey survey = survey(OURS, fleet("sfr-1", FleetCondition.CANCELLED, Ownership.OURS));
    FleetSighting other = fleet("sfr-2", FleetCondition.ACTIVE, Ownership.OURS);

    assertThat(objections(survey, EMPTY, other))
        .containsExactly(
            "The fleet sfr-1 of the file is cancelled, but sfr-2 is on, and its launch user data"
                + " names this run.");
    assertThat(objections(survey(OURS, FleetSighting.notFound("sfr-1")), EMPTY, other))
        .containsExactly(
            "The fleet sfr-1 of the file is not found, but sfr-2 is on, and its launch user data"
                + " names this run.");
  }

  @Test
  void objectsToAFleetThatIsOverWhileJobsRemain() {
    RunSurvey survey = survey(OURS, fleet("sfr-1", FleetCondition.CANCELLED, Ownership.OURS));

    assertThat(objections(survey, JOBS))
        .containsExactly(
            "The fleet sfr-1 of the file is cancelled, and jobs remain in the queue PlatesQueue.");
  }

  @Test
  void letsWhatIsLeftOfARunThatIsOverBeCleanedUp() {
    RunSurvey survey = survey(OURS, fleet("sfr-1", FleetCondition.CANCELLED, Ownership.OURS));

    assertThat(objections(survey, EMPTY)).isEmpty();
    assertThat(objections(survey, MISSING)).isEmpty();
    assertThat(StartRule.remarks(survey))
        .containsExactly(
            "The fleet sfr-1 of the file is cancelled; what is left of the run is cleaned up.");
  }

  @Test
  void objectsWhenNothingOfTheRunIsThere() {
    RunSurvey nothing =
        new RunSurvey(
            NOW,
            "1",
            "us-east-1",
            List.of(FleetSighting.notFound("sfr-1")),
            null,
            true,
            List.of(),
            false,
            null,
            false,
            List.of(),
            false,
            List.of());

    assertThat(objections(nothing, MISSING))
        .singleElement()
        .asString()
        .startsWith("Nothing of the run Plates is to be seen in account 1, region us-east-1");
  }

  @Test
  void goesByWhatIsKnownWhereSomethingCouldNotBeSeen() {
    RunSurvey survey = survey(OURS, FleetSighting.unknown("sfr-1"));

    assertThat(objections(survey, QueueSighting.none().failed("refused", true, NOW))).isEmpty();
  }

  @Test
  void asksNoOtherFleetWhileOneOfTheFileMayServe() {
    assertThat(StartRule.anyServes(List.of(FleetSighting.unknown("sfr-1")))).isTrue();
    assertThat(
            StartRule.anyServes(
                List.of(
                    fleet("sfr-1", FleetCondition.ACTIVE, Ownership.ANOTHER_RUNS),
                    fleet("sfr-2", FleetCondition.FAILED, Ownership.OURS))))
        .isFalse();
  }
}
