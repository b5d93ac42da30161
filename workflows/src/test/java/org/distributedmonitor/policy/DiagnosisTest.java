package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.survey.RunSurvey;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Run RUN =
      new Run("Plates", "default", "PlatesQueue", "bucket", "Plates", NOW, false, "");
  private static final QueueSighting MISSING = QueueSighting.none().missing(NOW);
  private static final QueueSighting JOBS =
      QueueSighting.none().read(new QueueReading(NOW, 5, 0, 0), null);

  @Test
  void believesNothingBeforeTheFirstSurvey() {
    assertThat(judge(null, JOBS, false, fleet(FleetCondition.ACTIVE, Ownership.OURS)).trusted())
        .isFalse();
  }

  @Test
  void findsNothingWrongWithARunThatIsWhole() {
    Diagnosis diagnosis =
        judge(
            survey(true, List.of("https://sqs/1/PlatesQueue")),
            JOBS,
            true,
            fleet(FleetCondition.ACTIVE, Ownership.OURS));

    assertThat(diagnosis.problems()).isEmpty();
    assertThat(diagnosis.trusted()).isTrue();
  }

  @Test
  void doesNotBelieveAQueueThatTheTaskDefinitionsDoNotUse() {
    Diagnosis diagnosis =
        judge(
            survey(true, List.of("https://sqs/1/PlatesQueue1")),
            JOBS,
            true,
            fleet(FleetCondition.ACTIVE, Ownership.OURS));

    assertThat(diagnosis.trusted()).isFalse();
    assertThat(diagnosis.problems())
        .extracting(Problem::what)
        .containsExactly(
            "The monitor file names the queue \"PlatesQueue\", but the run's task definitions use"
                + " \"PlatesQueue1\".");
  }

  @Test
  void believesThatAMissingQueueIsGoneWhenAnOldTaskDefinitionUsedIt() {
    Diagnosis diagnosis =
        judge(
            survey(false, List.of("https://sqs/1/PlatesQueue")),
            MISSING,
            false,
            fleet(FleetCondition.ACTIVE, Ownership.UNPROVEN));

    assertThat(diagnosis.trusted()).isTrue();
  }

  @Test
  void believesThatAMissingQueueIsGoneWhenAFleetNamesTheRun() {
    assertThat(
            judge(
                    survey(false, List.of()),
                    MISSING,
                    false,
                    fleet(FleetCondition.ACTIVE, Ownership.OURS))
                .trusted())
        .isTrue();
  }

  @Test
  void believesThatAMissingQueueIsGoneWhenNoFleetIsOnButSomethingElseIsThere() {
    assertThat(
            judge(
                    survey(true, List.of()),
                    MISSING,
                    false,
                    fleet(FleetCondition.NOT_FOUND, Ownership.UNPROVEN))
                .trusted())
        .isTrue();
  }

  @Test
  void doesNotBelieveAMissingQueueWhileAFleetThatSaysNothingIsOn() {
    assertThat(
            judge(
                    survey(true, List.of()),
                    MISSING,
                    false,
                    fleet(FleetCondition.ACTIVE, Ownership.UNPROVEN))
                .trusted())
        .isFalse();
  }

  @Test
  void namesAccountAndRegionWhenNothingOfTheRunIsThere() {
    Diagnosis diagnosis =
        judge(
            survey(false, List.of()),
            MISSING,
            false,
            fleet(FleetCondition.NOT_FOUND, Ownership.UNPROVEN));

    assertThat(diagnosis.trusted()).isFalse();
    assertThat(diagnosis.problems())
        .extracting(Problem::what)
        .singleElement()
        .asString()
        .contains("account 123456789012, region eu-west-1");
  }

  @Test
  void aQueueThatThisMonitorHasSeenMayGoMissing() {
    assertThat(
            judge(
                    survey(false, List.of()),
                    MISSING,
                    true,
                    fleet(FleetCondition.NOT_FOUND, Ownership.UNPROVEN))
                .trusted())
        .isTrue();
  }

  @Test
  void anotherRunsFleetNeedsAPersonAndIsNoReasonToTearAnythingDown() {
    Diagnosis diagnosis =
        judge(
            survey(true, List.of("https://sqs/1/PlatesQueue")),
            JOBS,
            true,
            fleet(FleetCondition.ACTIVE, Ownership.ANOTHER_RUNS));

    assertThat(diagnosis.trusted()).isFalse();
    assertThat(diagnosis.problems())
        .extracting(Problem::what)
        .first()
        .asString()
        .contains("belongs to the run Others");
  }

  @Test
  void jobsWithoutAFleetNeedAPerson() {
    Diagnosis diagnosis =
        judge(
            survey(true, List.of("https://sqs/1/PlatesQueue")),
            JOBS,
            true,
            fleet(FleetCondition.CANCELLED, Ownership.OURS));

    assertThat(diagnosis.problems()).hasSize(1);
    assertThat(diagnosis.trusted()).isTrue();
  }

  @Test
  void aFleetThatCouldNotBeReadIsNotTakenToBeOver() {
    Diagnosis diagnosis =
        judge(
            survey(true, List.of("https://sqs/1/PlatesQueue")),
            JOBS,
            true,
            fleet(FleetCondition.UNKNOWN, Ownership.UNPROVEN));

    assertThat(diagnosis.problems()).isEmpty();
  }

  private static Diagnosis judge(
      RunSurvey survey, QueueSighting queue, boolean everFound, FleetRecord fleet) {
    return Diagnosis.of(RUN, survey, List.of(fleet), queue, everFound, NOW);
  }

  private static FleetRecord fleet(FleetCondition condition, Ownership ownership) {
    String other = ownership == Ownership.ANOTHER_RUNS ? "Others" : "";
    return FleetRecord.of("sfr-1", NOW)
        .seen(new FleetSighting("sfr-1", condition, true, 5, 0, 1, NOW, ownership, other, false));
  }

  private static RunSurvey survey(boolean serviceSeen, List<String> taskQueues) {
    return new RunSurvey(
        NOW,
        "123456789012",
        "eu-west-1",
        List.of(),
        null,
        true,
        List.of(),
        serviceSeen,
        serviceSeen ? NOW : null,
        !taskQueues.isEmpty(),
        taskQueues,
        false,
        List.of());
  }
}
