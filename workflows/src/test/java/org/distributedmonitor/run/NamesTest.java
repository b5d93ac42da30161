package org.distributedmonitor.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void aFewAreAllTold() {
    assertThat(Names.told(List.of("a", "b"))).isEqualTo("a, b");
    assertThat(Names.told(List.of())).isEmpty();
  }

  @Test
  void ofManyTheFirstAreToldAndTheOthersCounted() {
    List<String> names = IntStream.range(0, 10_000).mapToObj(i -> "i-" + i).toList();

    assertThat(Names.told(names)).startsWith("i-0, i-1, ").endsWith(", i-49 and 9,950 more");
    assertThat(Names.few(names)).isEqualTo("i-0, i-1, i-2 and 9,997 more");
    assertThat(Names.told(List.of(), 10_000)).isEqualTo("10,000");
  }

  @Test
  void fiftyFleetsAreToldAndFewerOfWhatHasLongNames() {
    List<String> fleets =
        IntStream.range(10, 60)
            .mapToObj(i -> "sfr-9999ef99-99fc-9d9d-9999-9999999e99" + i)
            .toList();
    List<String> alarms = IntStream.range(100, 150).mapToObj(i -> "a".repeat(250) + i).toList();

    assertThat(Names.told(fleets)).endsWith("59");
    assertThat(Names.told(alarms)).endsWith("108 and 41 more").hasSizeLessThan(2_600);
  }

  @Test
  void numbersAreTheSameWhereverTheWorkerRuns() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Names.told(List.of("a"), 10_000)).isEqualTo("a and 9,999 more");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void eachGroupHasItsTurn() {
    List<String> many = IntStream.range(0, 10_000).mapToObj(i -> "a" + i).toList();

    List<List<String>> first = Names.first(List.of(many, List.of("b"), new ArrayList<>(many)));

    assertThat(first).extracting(List::size).containsExactly(25, 1, 24);
    assertThat(first.get(1)).containsExactly("b");
  }
}
