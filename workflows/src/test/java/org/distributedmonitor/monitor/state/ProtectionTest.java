package org.distributedmonitor.monitor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.distributedmonitor.fleet.ProtectedMachines;
import org.distributedmonitor.run.Happening;
import org.distributedmonitor.run.Timing;
import org.junit.jupiter.api.Test;

class ProtectionTest {

  private final RunState state =
      RunState.begin(
          new Assignment(null, Timing.standard(), 1, "", Instant.EPOCH),
          List.of(),
          false,
          null,
          Instant.EPOCH);

  @Test
  void aFewAreToldOneByOne() {
    see(machines(2));
    see(machines(1));

    assertThat(state.journal().warningsTold())
        .singleElement()
        .asString()
        .startsWith("The machine i-0 is protected by its tag");
    assertThat(notes())
        .containsExactly("The machine i-1 is protected by its tag no more, or has ended.");
  }

  @Test
  void manyAreToldAtOnceHoweverTheirNumberChanges() {
    see(machines(9_000));
    see(machines(9_001));

    assertThat(state.journal().warningsTold())
        .singleElement()
        .asString()
        .startsWith("Many machines of the fleet sfr-1 are protected by their tag");
    assertThat(notes()).isEmpty();
  }

  @Test
  void oneThatIsOneOfManyNowIsNotSaidToBeFree() {
    see(machines(3));
    see(machines(50));

    assertThat(notes()).isEmpty();
    assertThat(state.journal().warningsTold())
        .singleElement()
        .asString()
        .startsWith("Many machines");
  }

  @Test
  void ofManyThatHaveBecomeFewThoseAreTold() {
    see(machines(50));
    see(machines(3));

    assertThat(state.journal().warningsTold())
        .hasSize(3)
        .allMatch(it -> it.startsWith("The machine i-"));
    assertThat(notes())
        .containsExactly("Fewer machines of the fleet sfr-1 are protected by their tag now.");
  }

  private void see(ProtectedMachines machines) {
    Protection.seen(state, List.of(machines), Instant.EPOCH);
  }

  /** But for the first: that it began. */
  private List<String> notes() {
    return state.journal().happenings().stream().skip(1).map(Happening::what).toList();
  }

  private static ProtectedMachines machines(int count) {
    List<String> first = IntStream.range(0, Math.min(count, 50)).mapToObj(i -> "i-" + i).toList();
    return new ProtectedMachines("sfr-1", count, first);
  }
}
