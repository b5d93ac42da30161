package org.distributedmonitor.starter.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanTextTest {

  private static final Run RUN =
      new Run("Plate7", "lab", "Plate7Queue", "bucket", "Plate7", PlanSamples.NOW, true, "");

  @Test
  void showsWhatIsThereAndWhatWouldBecomeOfIt() {
    assertThat(render(PlanSamples.of(RUN), "monitor-Plate7 watches this run.", 80))
        .isEqualTo(
            """
            Plate7: what a clean-up would do, as of 14:06; nothing was changed
            AWS        account 123456789012, us-east-1
            Queue      Plate7Queue: 62 jobs waiting, 64 in process
            Failed     DeadMessages: 4 messages of all runs that share it
            Fleet      sfr-9999ef99-99fc-9d9d-9999-9999999e99ab: active, target 2
            Machines   2
            Service    Plate7Service: could not be seen
            Tasks      Plate7Task:5, Plate7Task:4, Plate7Task:3 and 2 more
            Alarms     34
            Cluster    lab
            Dashboard  Plate7: not there
            Logs       Plate7
            Logs       Plate7_perInstance: not there

            What could not be looked at
              - ecs:DescribeServices was refused: no identity-based policy allows it
                (AccessDenied). Allow ecs:DescribeServices for the worker's role.

            When
              - Not yet: 126 jobs left. A monitor cleans up once the queue has read empty
                for long enough. `starter finish --app Plate7` has the monitor begin at
                once.
              - monitor-Plate7 watches this run.

            What would be done, in this order
               1  Cancel the spot fleet: sfr-9999ef99-99fc-9d9d-9999-9999999e99ab
                  EC2 terminates the machines.
               2  Delete the ECS service
                  Blocked: ecs:DescribeServices was refused.
               3  Delete the alarms: Plate7_i-000000000000010, Plate7_i-000000000000011,
                  Plate7_i-000000000000012 and 31 more
                  Blocked for the rest: 2 alarms stay.
                  Allow ec2:DescribeInstances.

            What would not be done
              stays          Delete the ECS cluster: The cluster lab is still used by a
                             service.
              already gone   Delete the dashboard: There is no dashboard Plate7.
            """);
  }

  @Test
  void saysThatNothingHappensByItselfWhileSomethingIsWrong() {
    assertThat(render(PlanSamples.amiss(RUN), "", 80))
        .isEqualTo(
            """
            Plate7: what a clean-up would do, as of 14:06; nothing was changed
            AWS        account 123456789012, us-east-1
            Fleet      sfr-9999ef99-99fc-9d9d-9999-9999999e99ab: active, target 3; it
                       belongs to the run Plate8

            What is wrong
              - The fleet sfr-9999ef99-99fc-9d9d-9999-9999999e99ab belongs to the run
                Plate8. Put it right.

            When
              - Not by itself: what is wrong has to be put right first.
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 50})
  void breaksLinesWhereTheyCanBeBroken(int width) {
    assertThat(render(PlanSamples.of(RUN), "", width).lines())
        .allMatch(line -> line.length() <= width || line.strip().split("\\s+").length <= 2);
  }

  private static String render(RunPlan plan, String watching, int width) {
    return PlanText.render(plan, watching, "starter", ZoneOffset.UTC, width, false);
  }
}
