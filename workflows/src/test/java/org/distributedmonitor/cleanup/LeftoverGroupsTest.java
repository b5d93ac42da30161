package org.distributedmonitor.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.junit.jupiter.api.Test;

class LeftoverGroupsTest {

  @Test
  void putsTogetherWhatIsLeftForTheSameReason() {
    List<Leftover> groups =
        LeftoverGroups.of(
                List.of(
                    Leftover.of(Kind.ALARM, "b", "It has not been deleted.", false),
                    Leftover.of(Kind.MACHINE, "i-1", "It is running.", false),
                    Leftover.of(Kind.ALARM, "a", "It has not been deleted.", false),
                    Leftover.of(Kind.ALARM, "c", "Its machine has not ended yet.", false)))
            .shortened();

    assertThat(groups).extracting(Leftover::count).containsExactly(1, 2, 1);
    assertThat(groups.get(1).names()).containsExactly("a", "b");
    assertThat(groups.get(1).told()).isEqualTo("2 alarms: a, b");
    assertThat(groups.get(0).told()).isEqualTo("machine i-1");
  }

  @Test
  void countsAllAndNamesTheFirstOfAKind() {
    LeftoverGroups groups = new LeftoverGroups();
    for (int i = 0; i < 10_000; i++) {
      groups.add(Leftover.of(Kind.ALARM, String.format("a%05d", i), "It is there.", false));
    }
    groups.add(Leftover.of(Kind.ALARM, "z", "Nobody may look.", false));
    groups.add(Leftover.kept(Kind.MACHINE, "i-1", "It is protected."));

    List<Leftover> named = groups.shortened();

    assertThat(named).extracting(Leftover::count).containsExactly(1, 10_000, 1);
    assertThat(named.stream().filter(left -> left.kind() == Kind.ALARM))
        .flatExtracting(Leftover::names)
        .hasSize(Leftover.MOST_NAMED)
        .contains("a00000", "a00048", "z");
    assertThat(named.get(1).told())
        .startsWith("10,000 alarms: a00000, a00001, ")
        .endsWith(" and 9,951 more");
    assertThat(named.get(1).allNamed()).isFalse();
    assertThat(groups.whole().get(1).names()).hasSize(10_000);
  }

  @Test
  void isTheSameHoweverTheThingsWereFound() {
    List<Leftover> found = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      found.add(Leftover.of(Kind.MACHINE, "i-" + i, i % 3 == 0 ? "On." : "Ending.", i % 3 != 0));
    }
    List<Leftover> first = LeftoverGroups.of(found).shortened();
    Collections.shuffle(found, new Random(7));

    assertThat(LeftoverGroups.of(found).shortened()).isEqualTo(first);
  }

  @Test
  void eachPartThatNobodyCouldLookAtIsAGroup() {
    List<Leftover> groups =
        LeftoverGroups.of(
                List.of(
                    Leftover.of(Kind.UNSEEN, "volumes", "It was refused.", false),
                    Leftover.of(Kind.UNSEEN, "machines", "It was refused.", false)))
            .shortened();

    assertThat(groups).extracting(Leftover::named).containsExactly("machines", "volumes");
  }
}
