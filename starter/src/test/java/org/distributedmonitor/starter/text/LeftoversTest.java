package org.distributedmonitor.starter.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.WholeList;
import org.junit.jupiter.api.Test;

final class LeftoversTest {

  private static final Leftover QUEUE =
      Leftover.of(Kind.QUEUE, "Plates", "It still answers.", true);
  private static final Leftover MACHINES =
      new Leftover(Kind.MACHINE, 10_000, List.of("i-1", "i-2"), "It is running.", false, false);
  private static final Leftover KEPT =
      new Leftover(Kind.VOLUME, 2, List.of("vol-1", "vol-2"), "It is protected.", false, true);
  private static final WholeList FILE = WholeList.at("s3://bucket/monitors/Plates/left.json");

  @Test
  void tellsHowManyThereAreTheFirstNamesAndWhereAllAre() {
    assertThat(text(FILE, QUEUE, MACHINES, KEPT))
        .isEqualTo(
            """

            Still there
              - 10,000 machines (cost money): It is running.
                  i-1, i-2 and 9,998 more
              - queue Plates: It still answers.

            Kept by a tag
              - 2 EBS volumes (cost money): It is protected.
                  vol-1, vol-2
              - Every one is named in s3://bucket/monitors/Plates/left.json
            """);
  }

  @Test
  void pointsToNoFileWhereEveryOneIsNamed() {
    assertThat(text(FILE, QUEUE, KEPT)).doesNotContain("left.json");
  }

  @Test
  void saysWhyThereIsNoFile() {
    assertThat(text(WholeList.unwritten("It could not be written: no."), QUEUE))
        .contains("- It could not be written: no.");
  }

  private static String text(WholeList file, Leftover... left) {
    Page page = new Page(120, false);
    Leftovers.put(page, List.of(left), file);
    return page.toString();
  }
}
