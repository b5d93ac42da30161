package org.distributedmonitor.worker.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.MovableClock;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.worker.aws.AwsDoor;
import org.distributedmonitor.worker.logs.ExportDecision.Due;
import org.distributedmonitor.worker.logs.ExportDecision.Exported;
import org.distributedmonitor.worker.logs.ExportDecision.NothingToExport;
import org.distributedmonitor.worker.logs.ExportDecision.Underway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** What is to be done next about an export follows from what AWS shows, and changes nothing. */
class ExportDecisionTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
  private static final Duration UNTIL_EXPORTED = Duration.ofMinutes(3);

  private final MovableClock clock = new MovableClock(BEGIN);
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final CloudWatchLogsClient logs = AwsDoor.to(CloudWatchLogsClient.class, region.logs());
  private final String base = "P " + BEGIN.toEpochMilli();

  @BeforeEach
  void aGroupWithAMessage() {
    region.setUp(RunSpec.builder("P").machines(0).jobs(0).build());
    logs.createLogStream(b -> b.logGroupName("P").logStreamName("A01"));
    InputLogEvent event =
        InputLogEvent.builder().timestamp(clock.millis()).message("Hello").build();
    logs.putLogEvents(b -> b.logGroupName("P").logStreamName("A01").logEvents(event));
    clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void whatWasNeverExportedIsDueUnderItsPlainName() {
    Due due = (Due) decide(order(Duration.ofHours(30)));

    assertThat(due.taskName()).isEqualTo(base);
    assertThat(due.part().from()).isEqualTo(BEGIN);
    assertThat(due.part().until()).isEqualTo(BEGIN.plus(Duration.ofHours(30)));
    assertThat(due.failed()).isEmpty();
    assertThat(due.inTheWay()).isEmpty();
  }

  @Test
  void aGroupThatIsMissingOrHoldsNoStreamIsNothing() {
    ExportOrder missing = new ExportOrder(run(), "Q", clock.instant());
    ExportOrder empty = new ExportOrder(run(), "P_perInstance", clock.instant());

    assertThat(decide(missing)).isEqualTo(new NothingToExport("There is no log group Q."));
    assertThat(decide(empty))
        .isEqualTo(new NothingToExport("The log group P_perInstance holds no log stream."));
  }

  /** AWS would refuse it: the range ends before the group's creation. */
  @Test
  void aGroupThatANewerRunHasMadeAnewIsNothing() {
    ExportOrder order = order(Duration.ofMinutes(1));
    failed(base);
    logs.deleteLogGroup(b -> b.logGroupName("P"));
    logs.createLogGroup(b -> b.logGroupName("P"));
    logs.createLogStream(b -> b.logGroupName("P").logStreamName("A01"));

    assertThat(decide(order))
        .isEqualTo(
            new NothingToExport(
                "The log group P was made after the run had ended: what it holds is a newer"
                    + " run's."));
  }

  @Test
  void aStreamWhoseMessagesAreNotToldYetIsExportedAllTheSame() {
    region.faults().streamTimestampLag(Duration.ofHours(1));

    assertThat(decide(order(Duration.ofHours(1)))).isInstanceOf(Due.class);
  }

  @Test
  void refusedLooksDoNotKeepTheExportBack() {
    region.faults().refuse("logs:DescribeLogGroups").refuse("logs:DescribeLogStreams");

    assertThat(decide(order(Duration.ofHours(1)))).isInstanceOf(Due.class);
  }

  @Test
  void aTaskOfItsNameIsAdopted() {
    ExportOrder order = order(Duration.ofHours(1));
    start(base);

    ExportDecision meanwhile = decide(order);
    clock.advance(UNTIL_EXPORTED);
    ExportDecision after = decide(order);

    assertThat(((Underway) meanwhile).task().taskName()).isEqualTo(base);
    assertThat(((Exported) after).tasks()).hasSize(1);
  }

  @Test
  void anotherTaskIsInTheWay() {
    start("a stranger's");

    Due due = (Due) decide(order(Duration.ofHours(1)));

    assertThat(due.inTheWay()).get().extracting(t -> t.taskName()).isEqualTo("a stranger's");
  }

  @Test
  void aShortOneThatFailedIsStartedAnew() {
    failed(base);

    Due due = (Due) decide(order(Duration.ofHours(24)));

    assertThat(due.taskName()).isEqualTo(base + " retry 1");
    assertThat(due.failed()).isPresent();
  }

  @Test
  void aLongOneThatFailedIsExportedDayByDay() {
    failed(base);
    ExportOrder order = order(Duration.ofHours(60));

    Due first = (Due) decide(order);
    exported(base + " day 1");
    failed(base + " day 2");
    Due again = (Due) decide(order);
    exported(base + " day 2 retry 1");
    Due last = (Due) decide(order);
    exported(base + " day 3");
    ExportDecision done = decide(order);

    assertThat(first.taskName()).isEqualTo(base + " day 1");
    assertThat(first.part().words()).contains("day 1 of 3");
    assertThat(again.taskName()).isEqualTo(base + " day 2 retry 1");
    assertThat(last.taskName()).isEqualTo(base + " day 3");
    assertThat(last.part().from()).isEqualTo(BEGIN.plus(Duration.ofHours(48)));
    assertThat(last.part().until()).isEqualTo(BEGIN.plus(Duration.ofHours(60)));
    assertThat(((Exported) done).tasks())
        .extracting(task -> task.taskName())
        .containsExactly(base + " day 1", base + " day 2 retry 1", base + " day 3");
  }

  @Test
  void aLongOneThatRanIntoTheCeilingIsExportedDayByDay() {
    region.faults().exportsTake(Duration.ofHours(30));
    start(base);
    clock.advance(Duration.ofHours(25));

    assertThat(((Due) decide(order(Duration.ofHours(60)))).taskName()).isEqualTo(base + " day 1");
  }

  @Test
  void aLongOneThatAPersonCancelledIsStartedAnewAsItWas() {
    String id = start(base);
    logs.cancelExportTask(b -> b.taskId(id));
    clock.advance(UNTIL_EXPORTED);

    Due due = (Due) decide(order(Duration.ofHours(60)));

    assertThat(due.taskName()).isEqualTo(base + " retry 1");
  }

  @Test
  void daysBeforeTheGroupWasMadeAreLeftOut() {
    Run earlier = runFrom(BEGIN.minus(Duration.ofDays(3)));
    String name = earlier.exportTaskName("P");
    failed(name);

    Due due = (Due) decide(new ExportOrder(earlier, "P", clock.instant()));

    assertThat(due.taskName()).isEqualTo(name + " day 3");
  }

  @Test
  void theSecondExportHasItsOwnNamesAndRepeatsTheDoubtfulHalfDay() {
    exported(base);
    Instant firstUntil = BEGIN.plus(Duration.ofHours(20));
    Instant until = BEGIN.plus(Duration.ofHours(32));

    Due due = (Due) decide(ExportOrder.secondAfter(run(), "P", firstUntil, until));
    ExportOrder ofAShortRun =
        ExportOrder.secondAfter(run(), "P", BEGIN.plus(Duration.ofHours(2)), until);

    assertThat(due.taskName()).isEqualTo(base + " second");
    assertThat(due.part().from()).isEqualTo(BEGIN.plus(Duration.ofHours(8)));
    assertThat(due.part().until()).isEqualTo(until);
    assertThat(ofAShortRun.from()).isEqualTo(BEGIN);
  }

  @Test
  void decidingChangesNothing() {
    failed(base);
    int before = region.calls().all().size();

    decide(order(Duration.ofHours(60)));

    assertThat(region.calls().all().stream().skip(before).map(call -> call.operation()))
        .isNotEmpty()
        .allMatch(operation -> operation.startsWith("logs:Describe"));
  }

  private ExportDecision decide(ExportOrder order) {
    return ExportDecision.of(logs, order);
  }

  private void failed(String name) {
    region.faults().failExports(1);
    exported(name);
  }

  private void exported(String name) {
    start(name);
    clock.advance(UNTIL_EXPORTED);
    region.settle();
  }

  private String start(String name) {
    return logs.createExportTask(
            b ->
                b.taskName(name)
                    .logGroupName("P")
                    .from(BEGIN.toEpochMilli())
                    .to(clock.millis())
                    .destination("simulated-bucket")
                    .destinationPrefix("exportedlogs/P"))
        .taskId();
  }

  private ExportOrder order(Duration length) {
    return new ExportOrder(run(), "P", BEGIN.plus(length));
  }

  private static Run run() {
    return runFrom(BEGIN);
  }

  private static Run runFrom(Instant start) {
    return new Run("P", "default", "PQueue", "simulated-bucket", "P", start, false, "");
  }
}
