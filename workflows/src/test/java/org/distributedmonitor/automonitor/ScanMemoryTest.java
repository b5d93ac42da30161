package org.distributedmonitor.automonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.distributedmonitor.temporal.Payloads;
import org.junit.jupiter.api.Test;

class ScanMemoryTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");
  private static final int MOST_OF_A_RESULT = 256 * 1024;
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final String ETAG = "\"" + "0123456789abcdef".repeat(2) + "\"";

  @Test
  void takesFilesWhileTheyHaveRoom() {
    ScanMemory memory = new ScanMemory(List.of());

    long taken = marks(3_000).stream().filter(memory::take).count();

    assertThat(taken).isBetween(300L, 1_000L);
  }

  @Test
  void whatWasTakenFitsIntoAResultWhateverIsSaidOfIt() throws JsonProcessingException {
    ScanMemory memory = new ScanMemory(List.of());
    List<TrackedFile> files =
        marks(3_000).stream()
            .filter(memory::take)
            .map(mark -> file(mark, "One \"sentence\" of many. ".repeat(20)))
            .toList();

    List<TrackedFile> fitting = ScanMemory.fitting(files);
    List<String> happened =
        ScanMemory.sentences(IntStream.range(0, 3_000).mapToObj(i -> "x".repeat(900)).toList());
    ScanReport report = new ScanReport("Many.", NOW, "", happened, fitting, 1_000);

    assertThat(fitting).hasSameSizeAs(files);
    assertThat(fitting).allMatch(file -> file.notes().get(0).startsWith("One \"sentence\""));
    assertThat(Payloads.mapper().writeValueAsBytes(report))
        .hasSizeBetween(150_000, MOST_OF_A_RESULT);
  }

  @Test
  void whatFitsIsSaidInFull() {
    List<TrackedFile> files = List.of(file(marks(1).get(0), "A long note. ".repeat(30)));

    assertThat(ScanMemory.fitting(files)).isEqualTo(files);
    assertThat(ScanMemory.sentences(List.of("A."))).containsExactly("A.");
  }

  @Test
  void theOldestThatLieThereNoMoreAreForgottenFirst() {
    List<TrackedFile> files = new ArrayList<>();
    List<FileMark> marks = marks(2_000);
    for (int i = 0; i < marks.size(); i++) {
      TrackedFile file = file(marks.get(i), "It is over.");
      Instant since = NOW.plusSeconds(i);
      files.add(i % 10 == 0 ? file : file.standing(FileState.MOVED, List.of(), since));
    }

    List<TrackedFile> fitting = ScanMemory.fitting(files);

    assertThat(fitting).filteredOn(file -> file.state() == FileState.WATCHED).hasSize(200);
    assertThat(fitting).contains(files.get(1_999)).doesNotContain(files.get(1));
  }

  @Test
  void namesThatAreLongCountForMore() {
    List<FileMark> longOnes =
        IntStream.range(0, 800)
            .mapToObj(i -> new FileMark("x".repeat(240) + i + "SpotFleetRequestId.json", ETAG))
            .toList();

    assertThat(MonitorFolder.tooMany(longOnes)).isTrue();
    assertThat(MonitorFolder.tooMany(marks(1_300))).isFalse();
    assertThat(MonitorFolder.tooMany(marks(1_501))).isTrue();
  }

  @Test
  void prospectsFitBesideTheListOfTheFiles() throws JsonProcessingException {
    List<Prospect> prospects =
        marks(200).stream()
            .map(
                mark ->
                    new Prospect(
                        mark.name(),
                        FileState.WATCHED,
                        "2021_12_13_Project_Analysis",
                        List.of("sfr-1", "sfr-2", "sfr-3"),
                        List.of("A note. ".repeat(60), "Another.")))
            .toList();

    List<Prospect> fitting = Prospect.fitting(prospects);
    FolderLook look = new FolderLook(marks(1_300), fitting, null);

    assertThat(fitting.get(0).fleetIds()).containsExactly("sfr-1 and 2 more");
    assertThat(Payloads.mapper().writeValueAsBytes(look)).hasSizeLessThan(MOST_OF_A_RESULT);
    assertThat(Prospect.fitting(prospects.subList(0, 3))).isEqualTo(prospects.subList(0, 3));
  }

  private static List<FileMark> marks(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new FileMark("2021_12_13_Project_" + i + "SpotFleetRequestId.json", ETAG))
        .toList();
  }

  private static TrackedFile file(FileMark mark, String note) {
    String app = mark.name().replace("SpotFleetRequestId.json", "");
    return new TrackedFile(
        mark.name(),
        ETAG,
        DIGEST,
        FileState.WATCHED,
        app,
        "monitor-" + app,
        List.of(note, note),
        NOW,
        12,
        NOW);
  }
}
