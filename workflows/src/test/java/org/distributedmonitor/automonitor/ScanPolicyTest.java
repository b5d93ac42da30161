package org.distributedmonitor.automonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.automonitor.ScanPolicy.Step;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScanPolicyTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final String NAME = "PlatesSpotFleetRequestId.json";
  private static final FileMark SEEN = new FileMark(NAME, "\"1\"");
  private static final FileMark CHANGED = new FileMark(NAME, "\"2\"");
  private static final Run RUN =
      new Run("Plates", "default", "PlatesQueue", "bucket", "Plates", NOW, false, "");

  private static TrackedFile known(FileState state) {
    return new TrackedFile(
        NAME, SEEN.etag(), "d1", state, "Plates", "monitor-Plates", List.of(), NOW, 0, null);
  }

  private static FileReading read(String digest, boolean finished) {
    return new FileReading("\"2\"", digest, RUN, List.of("sfr-1"), List.of(), finished);
  }

  private static MonitorSighting ended(String verdict) {
    return new MonitorSighting("monitor-Plates", false, verdict, "completed");
  }

  private static MonitorSighting ended(String verdict, String how) {
    return new MonitorSighting("monitor-Plates", false, verdict, how);
  }

  private static MonitorSighting running() {
    return new MonitorSighting("monitor-Plates", true, "", "");
  }

  @Test
  void readsAFileThatIsNew() {
    assertThat(ScanPolicy.step(SEEN, null, NOW)).isEqualTo(Step.READ);
  }

  @ParameterizedTest
  @EnumSource(FileState.class)
  void readsAFileWhoseMarkHasChangedHoweverItStood(FileState state) {
    assertThat(ScanPolicy.step(CHANGED, known(state), NOW)).isEqualTo(Step.READ);
  }

  @ParameterizedTest
  @CsvSource({
    "WATCHED, ASK", "UNREADABLE, LEAVE", "REPORTED, READ", "WAITING, READ",
    "ENDED, ASK", "CLEANED, REMOVE", "MOVED, REMOVE", "GONE, ASK"
  })
  void doesWithAnUnchangedFileAsItStands(FileState state, Step step) {
    assertThat(ScanPolicy.step(SEEN, known(state), NOW)).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({
    "WATCHED, ASK", "UNREADABLE, LEAVE", "REPORTED, READ", "WAITING, READ",
    "ENDED, ASK", "CLEANED, REMOVE", "MOVED, REMOVE", "GONE, ASK"
  })
  void startsNothingForTheSameBytesUploadedAgain(FileState state, Step step) {
    assertThat(ScanPolicy.stepAfter(read("d1", false), known(state))).isEqualTo(step);
  }

  @ParameterizedTest
  @EnumSource(FileState.class)
  void takesOtherBytesForANewFileHoweverTheOldStood(FileState state) {
    assertThat(ScanPolicy.stepAfter(read("d2", false), known(state))).isEqualTo(Step.READ);
  }

  @Test
  void movesAwayWhatLiesAmongTheFinishedOnesAlreadyThoughNothingIsRemembered() {
    assertThat(ScanPolicy.stepAfter(read("d1", true), null)).isEqualTo(Step.REMOVE);
  }

  @Test
  void leavesAloneWhatLayThereJustSoBeforeItWasEnabled() {
    assertThat(ScanPolicy.older(SEEN, null, SEEN)).isTrue();
    assertThat(ScanPolicy.older(CHANGED, null, SEEN)).isFalse();
    assertThat(ScanPolicy.older(SEEN, known(FileState.WATCHED), SEEN)).isFalse();
    assertThat(ScanPolicy.older(SEEN, null, null)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void callsARunCleanedOnlyIfNothingOfItIsLeft(Verdict verdict) {
    boolean whole = verdict == Verdict.SUCCEEDED || verdict == Verdict.SUCCEEDED_WITH_FAILED_JOBS;

    TrackedFile file = ScanPolicy.standing(known(FileState.WATCHED), ended(verdict.name()), NOW);

    assertThat(file.state()).isEqualTo(whole ? FileState.CLEANED : FileState.ENDED);
    if (!whole) {
      assertThat(file.notes())
          .containsExactly("monitor-Plates has ended: " + verdict.words() + ".");
    }
  }

  @Test
  void saysHowAMonitorEndedThatAPersonCancelled() {
    TrackedFile file = ScanPolicy.standing(known(FileState.WATCHED), ended("", "canceled"), NOW);

    assertThat(file.state()).isEqualTo(FileState.ENDED);
    assertThat(file.notes())
        .containsExactly("monitor-Plates has ended: it ended without a report (canceled).");
  }

  @ParameterizedTest
  @CsvSource({"terminated, was terminated", "timed out, has timed out", "failed, has failed"})
  void startsAnewAtOnceWhatLostItsMonitorWithoutAVerdict(String ending, String told) {
    for (FileState before : List.of(FileState.WATCHED, FileState.ENDED, FileState.GONE)) {
      TrackedFile file = ScanPolicy.standing(known(before), ended("", ending), NOW);

      assertThat(file.lostItsMonitor()).isTrue();
      assertThat(file.notes())
          .containsExactly("monitor-Plates " + told + ", so that nobody watches the run.");
      assertThat(ScanPolicy.step(SEEN, file, NOW)).isEqualTo(Step.READ);
    }
  }

  @Test
  void takesAVerdictForTheEndHoweverTheMonitorEndedAfterIt() {
    assertThat(
            ScanPolicy.standing(known(FileState.WATCHED), ended("SUCCEEDED", "terminated"), NOW)
                .state())
        .isEqualTo(FileState.CLEANED);
  }

  @Test
  void startsAnewLessAndLessOftenWhatIsCutOffAgainAndAgain() {
    TrackedFile file = known(FileState.WATCHED);
    Instant now = NOW;
    long[] minutes = new long[6];
    for (int i = 0; i < minutes.length; i++) {
      file = ScanPolicy.standing(file, ended("", "failed"), now);
      Instant due = file.nextLook() == null ? now : file.nextLook();
      minutes[i] = Duration.between(now, due).toMinutes();
      now = due;
      file =
          file.watchedAnewBy(
              "monitor-Plates", List.of(), now, ScanPolicy.lookAgain(file, EVERY, now));
      file = ScanPolicy.standing(file, running(), now);
    }

    assertThat(minutes).containsExactly(0, 5, 10, 20, 40, 60);
  }

  @Test
  void startsAnewAtOnceWhatWasWatchedForLong() {
    TrackedFile file =
        known(FileState.REPORTED)
            .watchedAnewBy("monitor-Plates", List.of(), NOW, NOW.plus(Duration.ofHours(1)));
    Instant later = NOW.plus(Duration.ofMinutes(61));

    TrackedFile lost = ScanPolicy.standing(file, ended("", "failed"), later);

    assertThat(lost.looks()).isZero();
    assertThat(ScanPolicy.step(SEEN, lost, later)).isEqualTo(Step.READ);
  }

  @Test
  void seesThatSomebodyWatchesAStoppedRunAgain() {
    assertThat(ScanPolicy.standing(known(FileState.ENDED), running(), NOW).state())
        .isEqualTo(FileState.WATCHED);
  }

  @Test
  void keepsToWhatItKnewWhenTemporalCouldNotBeAsked() {
    assertThat(ScanPolicy.standing(known(FileState.WATCHED), null, NOW))
        .isEqualTo(known(FileState.WATCHED));
  }

  @Test
  void remembersAFileThatWasTakenAwayForItsMonitorGoesOn() {
    TrackedFile file = ScanPolicy.missing(known(FileState.WATCHED), running(), NOW);

    assertThat(file.state()).isEqualTo(FileState.GONE);
    assertThat(file.notes())
        .containsExactly("Somebody took the file away; monitor-Plates goes on.");
    Instant later = NOW.plus(Duration.ofDays(90));
    assertThat(ScanPolicy.missing(file, running(), later)).isNotNull();
    assertThat(ScanPolicy.missing(file, ended("STOPPED"), later)).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREADABLE", "REPORTED", "WAITING"})
  void forgetsAFileThatIsGoneAndNeverHadAMonitor(FileState state) {
    assertThat(ScanPolicy.missing(known(state), null, NOW)).isNull();
  }

  @Test
  void remembersAFinishedFileForAMonth() {
    TrackedFile moved = known(FileState.MOVED);

    assertThat(ScanPolicy.missing(moved, null, NOW.plus(Duration.ofDays(29)))).isEqualTo(moved);
    assertThat(ScanPolicy.missing(moved, null, NOW.plus(Duration.ofDays(31)))).isNull();
    assertThat(ScanPolicy.missing(known(FileState.CLEANED), null, NOW).state())
        .isEqualTo(FileState.MOVED);
  }

  @Test
  void looksAgainLessAndLessOftenButEachHour() {
    TrackedFile file = known(FileState.REPORTED);
    long[] minutes = new long[6];
    for (int i = 0; i < minutes.length; i++) {
      Instant next = ScanPolicy.lookAgain(file, EVERY, NOW);
      minutes[i] = Duration.between(NOW, next).toMinutes();
      file = file.reported(List.of("Why."), NOW, next);
    }

    assertThat(minutes).containsExactly(5, 10, 20, 40, 60, 60);
    assertThat(ScanPolicy.step(SEEN, file, NOW.plus(Duration.ofMinutes(59)))).isEqualTo(Step.LEAVE);
    assertThat(ScanPolicy.step(SEEN, file, NOW.plus(Duration.ofSeconds(3590))))
        .isEqualTo(Step.READ);
  }

  @Test
  void looksAtNewContentAtOnceAgain() {
    TrackedFile file = known(FileState.REPORTED).reported(List.of("Why."), NOW, NOW);

    assertThat(file.read(read("d2", false)).looks()).isZero();
    assertThat(file.read(read("d1", false)).looks()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "PlatesSpotFleetRequestId.json, true",
    "SpotFleetRequestId.json, false",
    "Plates/SpotFleetRequestId.json, false",
    "finished/PlatesSpotFleetRequestId.json, false",
    "PlatesSpotFleetRequestId.json.bak, false",
    "PlatesSpotFleetRequestIdxjson, false",
    "plates.json, false"
  })
  void takesOnlyTheNamesThatStartClusterGives(String name, boolean taken) {
    assertThat(MonitorFolder.holds(name)).isEqualTo(taken);
  }
}
