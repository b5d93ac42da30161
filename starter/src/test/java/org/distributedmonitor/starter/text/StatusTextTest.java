package org.distributedmonitor.starter.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class StatusTextTest {

  private static final ZoneId ZONE = ZoneOffset.UTC;

  @Test
  void showsARunThatIsWatched() {
    String text =
        StatusText.render(Samples.watching(), Samples.sighting(), Samples.NOW, ZONE, 100, false);

    assertThat(text)
        .isEqualTo(
            """
            Plate7: watching the queue, for 2 h 5 min
            Jobs       126 left of 400 seen (62 waiting, 64 in process), read 15 s ago
            Machines   64
            Fleet      sfr-9999ef99-99fc-9d9d-9999-9999999e99ab: active, target 70
            Fleet      sfr-1111ef11-11fc-1d1d-1111-1111111e11ab: active, target 4, found by the monitor
            Cheapest   asked for: one machine, none is replaced
            Held       until 15:06 (in 1 h); nothing is cleaned up before
            Watched    since 12:01; 1 time scaled down, 12 alarms swept

            Next
              14:10 (in 4 min)  lower the fleet to the jobs that remain

            To put right before the run ends
              - The worker may not do sqs:DeleteQueue: the queue stays.
              - The worker may not do s3:PutObject: no logs.
                 Allow it.

            Could not be checked beforehand
              - The bucket could not be looked at.

            Warnings
              - The user data of the fleet does not say whose it is.

            Lately
              14:00  Lowered the fleet from 100 to 70.
            """);
  }

  @Test
  void showsWhatIsBlockedAndWhatToDo() {
    String text =
        StatusText.render(
            Samples.blocked(), Samples.blocked().queue(), Samples.NOW, ZONE, 100, false);

    assertThat(text)
        .isEqualTo(
            """
            Plate7: needs attention, for 2 min
            Jobs       none left of 400 seen, read 15 s ago
            Watched    since 12:01

            Needs you
              !  AWS refuses sqs:DeleteQueue. (since 14:05)
                 Allow the worker sqs:DeleteQueue, then: starter retry.

            Clean-up
              done              Cancel the spot fleet: 1 fleet, 64 machines
              was already gone  Delete the ECS service
              blocked           Delete the queue: AWS refuses it
                                Allow the worker sqs:DeleteQueue.
              done              Export the logs of the jobs

            Still there
              - queue Plate7Queue: deletion was refused
            """);
  }

  @Test
  void breaksLinesBetweenWordsInANarrowTerminal() {
    String text =
        StatusText.render(Samples.watching(), Samples.sighting(), Samples.NOW, ZONE, 40, false);

    assertThat(text)
        .contains(
            """
            Jobs       126 left of 400 seen (62
                       waiting, 64 in process), read
                       15 s ago
            """);
  }

  @Test
  void coloursWholeLinesAndOnlyWhenAsked() {
    String text = StatusText.render(Samples.blocked(), null, Samples.NOW, ZONE, 100, true);

    assertThat(text)
        .startsWith("\u001b[31mPlate7: needs attention, for 2 min\u001b[0m\n")
        .contains("Jobs       not read yet\n");
  }

  @Test
  void fitsIntoOneLine() {
    assertThat(StatusLine.render(Samples.watching(), Samples.sighting()))
        .isEqualTo(
            "watching the queue; jobs: 126 left of 400 seen (62 waiting, 64 in process);"
                + " 64 machines");
  }
}
