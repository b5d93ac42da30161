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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheapestPolicyTest {

  static Stream<Arguments> cases() {
    return Stream.of(
        arguments("one fleet", List.of(fleet("a", 10)), false, "a 10->1"),
        arguments("one fleet, already lowered", List.of(fleet("a", 1)), false, ""),
        arguments("weighted", List.of(weighted("a", 40, 4)), false, "a 40->4"),
        arguments("another has it", List.of(fleet("a", 10)), true, "a 10->0"),
        arguments(
            "the first keeps it", List.of(fleet("a", 10), fleet("b", 5)), false, "a 10->1, b 5->0"),
        arguments(
            "a cancelled first does not",
            List.of(in(FleetCondition.CANCELLED, "a", 10), fleet("b", 5)),
            false,
            "b 5->1"),
        arguments(
            "an empty first does not", List.of(fleet("a", 0), fleet("b", 5)), false, "b 5->1"),
        arguments(
            "a one-time fleet has machines",
            List.of(fleet("a", 9), oneTime("b", 5)),
            false,
            "a 9->0"),
        arguments("on demand stays", List.of(withOnDemand("a", 10, 3)), false, "a 10->3"),
        arguments("another run's", List.of(anotherRuns("a", 10), fleet("b", 5)), false, "b 5->1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void lowersTo(String why, List<FleetSighting> fleets, boolean another, String expected) {
    assertThat(ScaleDownPolicyTest.words(CheapestPolicy.lowerings(fleets, another)))
        .isEqualTo(expected);
  }
}
