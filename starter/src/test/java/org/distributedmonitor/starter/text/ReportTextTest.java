package org.distributedmonitor.starter.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ReportTextTest {

  @Test
  void putsTheVerdictFirstAndWhatCostsMoneyBeforeTheRest() {
    assertThat(ReportText.render(Samples.report(), ZoneOffset.UTC, 120, false))
        .isEqualTo(
            """
            Plate7: CLEANUP_INCOMPLETE, something of the run is still there
            Watched    2026-11-24 12:01 to 2026-11-24 14:06; the queue was empty for certain at 2026-11-24 14:01
            Jobs       at most 400 at once in the queue; 21 jobs failed
                       They are listed, ready to be submitted again, in s3://bucket/monitors/Plate7/failed-jobs.json
            Fleet      sfr-9999ef99-99fc-9d9d-9999-9999999e99ab
            AWS        123456789012, us-east-1
            Meanwhile  3 times scaled down, 12 alarms swept, 1 machine guarded
            Logs       s3://bucket/exportedlogs/Plate7

            Clean-up
              done              Cancel the spot fleet: 1 fleet, 64 machines
              was already gone  Delete the ECS service
              blocked           Delete the queue: AWS refuses it
                                Allow the worker sqs:DeleteQueue.
              done              Export the logs of the jobs

            Still there
              - machine i-0123456789abcdef0 (costs money): is still running
              - queue Plate7Queue: deletion was refused

            What happened
              2026-11-24 14:01  The queue is empty for certain.
            """);
  }
}
