package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedmonitor.policy.FleetFixtures.anotherRuns;
import static org.distributedmonitor.policy.FleetFixtures.fleet;
import static org.distributedmonitor.policy.FleetFixtures.in;
import static org.distributedmonitor.policy.FleetFixtures.oneTime;
import static org.distributedmonitor.policy.FleetFixtures.weighted;
import static org.distributedmonitor.policy.FleetFixtures.withOnDemand;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Lowering;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleDownPolicyTest {

  static Stream<Arguments> cases() {
    return Stream.of(
        arguments("fewer jobs than machines", fleets(fleet("a", 10)), 4, 1, "a 10->4"),
        arguments("as many jobs as machines", fleets(fleet("a", 10)), 10, 1, ""),
        arguments("more jobs than machines: never raised", fleets(fleet("a", 10)), 400, 1, ""),
        arguments("never below one machine", fleets(fleet("a", 10)), 0, 1, "a 10->1"),
        arguments("a machine works on four jobs", fleets(fleet("a", 10)), 9, 4, "a 10->3"),
        arguments("nonsense for jobs per machine", fleets(fleet("a", 10)), 9, 0, "a 10->9"),
        arguments("weighted: in units", fleets(weighted("a", 40, 4)), 3, 1, "a 40->12"),
        arguments(
            "fractions of units are rounded up", fleets(weighted("a", 40, 2.5)), 3, 1, "a 40->8"),
        arguments("weighted: one machine", fleets(weighted("a", 40, 4)), 0, 1, "a 40->4"),
        arguments("never below on demand", fleets(withOnDemand("a", 10, 6)), 2, 1, "a 10->6"),
        arguments(
            "a share each", fleets(fleet("a", 30), fleet("b", 10)), 20, 1, "a 30->15, b 10->5"),
        arguments(
            "largest remainder",
            fleets(fleet("a", 5), fleet("b", 4), fleet("c", 2)),
            7,
            1,
            "a 5->3, b 4->3, c 2->1"),
        arguments(
            "shares in machines, not units",
            fleets(weighted("a", 40, 4), fleet("b", 10)),
            10,
            1,
            "a 40->20, b 10->5"),
        arguments("each keeps a machine", fleets(fleet("a", 99), fleet("b", 1)), 2, 1, "a 99->2"),
        arguments(
            "one that cannot be lowered has machines",
            fleets(oneTime("a", 6), fleet("b", 10)),
            8,
            1,
            "b 10->2"),
        arguments(
            "one that is being changed counts, too",
            fleets(in(FleetCondition.MODIFYING, "a", 20), fleet("b", 10)),
            8,
            1,
            "b 10->1"),
        arguments(
            "a cancelled one does not",
            fleets(in(FleetCondition.CANCELLED_TERMINATING, "a", 20), fleet("b", 10)),
            8,
            1,
            "b 10->8"),
        arguments(
            "another run's is neither counted nor touched",
            fleets(anotherRuns("a", 20), fleet("b", 10)),
            8,
            1,
            "b 10->8"),
        arguments("no fleet", fleets(), 8, 1, ""),
        arguments("a target of nothing", fleets(fleet("a", 0)), 0, 1, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void lowersTo(
      String why, List<FleetSighting> fleets, long jobs, int jobsPerMachine, String expected) {
    List<Lowering> lowerings = ScaleDownPolicy.lowerings(fleets, jobs, jobsPerMachine);

    assertThat(words(lowerings)).isEqualTo(expected);
  }

  static String words(List<Lowering> lowerings) {
    return String.join(
        ", ", lowerings.stream().map(l -> l.fleetId() + " " + l.from() + "->" + l.to()).toList());
  }

  private static List<FleetSighting> fleets(FleetSighting... fleets) {
    return List.of(fleets);
  }
}
