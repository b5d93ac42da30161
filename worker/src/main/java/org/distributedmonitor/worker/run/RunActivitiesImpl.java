package org.distributedmonitor.worker.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.distributedmonitor.activity.RunActivities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.LateFleets;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.survey.RunSurvey;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.worker.aws.AwsRegions;
import org.distributedmonitor.worker.aws.JsonFile;
import software.amazon.awssdk.services.s3.S3Client;

/** What the monitor asks about the run as a whole, over the AWS SDK. */
public final class RunActivitiesImpl implements RunActivities {

  private static final ObjectWriter JSON = Payloads.mapper().writerWithDefaultPrettyPrinter();

  private final AwsRegions aws;
  private final Clock clock;

  public RunActivitiesImpl(AwsRegions aws, Clock clock) {
    this.aws = aws;
    this.clock = clock;
  }

  @Override
  public RunSurvey surveyRun(Run run, List<String> fleetIds, List<String> otherFleetIds) {
    List<String> strangers = otherFleetIds == null ? List.of() : otherFleetIds;
    return Survey.take(aws.of(run), run, fleetIds, strangers, clock.instant(), failure -> {});
  }

  @Override
  public LateFleets findLateFleets(CleanupOrder order) {
    return LateSearch.of(aws.of(order.run()).ec2(), order);
  }

  @Override
  public ClosingLook takeClosingLook(CleanupOrder order) {
    return Closing.look(aws.of(order.run()), order, clock.instant());
  }

  @Override
  public StepOutcome writeReport(MonitorReport report, boolean newest) {
    Run run = report.run();
    String text = text(report);
    S3Client s3 = aws.of(run).s3();
    String own = run.reportKey(report.watchedSince());
    JsonFile.put(s3, run.bucket(), own, text);
    if (newest) {
      JsonFile.put(s3, run.bucket(), run.reportKey(), text);
    }
    String key = newest ? run.reportKey() : own;
    return StepOutcome.done("Wrote the report to s3://" + run.bucket() + "/" + key + ".");
  }

  private static String text(MonitorReport report) {
    try {
      return JSON.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      // It came in as a payload, so it can be written as one.
      throw new UncheckedIOException(e);
    }
  }
}
