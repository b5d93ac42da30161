package org.distributedmonitor.monitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.cleanup.WholeList;
import org.distributedmonitor.run.Counts;
import org.distributedmonitor.run.Happening;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Verdict;

/**
 * How a run ended, what was done about it, and what is left of it.
 *
 * @param account the AWS account, or empty when it was never learnt
 * @param region the AWS region, or empty when it was never learnt
 * @param mostJobsSeen the largest number of jobs ever read in the queue
 * @param failedJobsFile where the failed jobs were written, or empty
 * @param steps each step of the clean-up and its outcome
 * @param leftovers what is still there, in groups, with the reason
 * @param wholeList the file in which all of it is named
 * @param happenings the last things the monitor did or noticed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MonitorReport(
    Verdict verdict,
    Run run,
    List<String> fleetIds,
    String account,
    String region,
    Instant watchedSince,
    Instant emptyConfirmedAt,
    Instant finishedAt,
    long mostJobsSeen,
    boolean cheapest,
    Counts counts,
    String failedJobsFile,
    List<StepResult> steps,
    List<Leftover> leftovers,
    WholeList wholeList,
    List<String> warnings,
    List<Happening> happenings) {

  public MonitorReport {
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    account = account == null ? "" : account;
    region = region == null ? "" : region;
    counts = counts == null ? Counts.none() : counts;
    failedJobsFile = failedJobsFile == null ? "" : failedJobsFile;
    steps = StepResult.known(steps);
    leftovers = leftovers == null ? List.of() : List.copyOf(leftovers);
    wholeList = wholeList == null ? WholeList.none() : wholeList;
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
    happenings = happenings == null ? List.of() : List.copyOf(happenings);
  }
}
