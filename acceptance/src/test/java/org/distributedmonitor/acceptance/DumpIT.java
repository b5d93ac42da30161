package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The dump by which neighbours are proven untouched: it stays the same, and would show a change.
 */
@Timeout(900)
class DumpIT {
  @RegisterExtension static final Moto MOTO = new Moto();

  private static final RunPlan SMALL =
      RunPlan.named("2021_12_13_Project_Analysis").withCluster("cells").sized(3, 1, 4);

  @Test
  void leavesTheDumpOfNeighboursAloneAndShowsWhatChanges() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), SMALL);
    Neighbours neighbours = Neighbours.of(MOTO.aws(), SMALL);
    String before = neighbours.dump();
    String own = new Dump(MOTO.aws(), run).text();

    int callsBefore = MOTO.front().calls().size();

    run.drain(4);

    List<Call> calls = MOTO.front().calls();
    assertThat(neighbours.changedBy(calls.subList(callsBefore, calls.size()))).isEmpty();
    assertThat(neighbours.dump()).isEqualTo(before);
    assertThat(new Dump(MOTO.aws(), run).text()).isNotEqualTo(own);
    neighbours.runs().get(1).drain(1);
    assertThat(neighbours.dump()).isNotEqualTo(before);
    assertThat(neighbours.changedBy(MOTO.front().calls())).isNotEmpty();
  }
}
