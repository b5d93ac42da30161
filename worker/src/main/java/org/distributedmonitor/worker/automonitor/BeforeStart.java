package org.distributedmonitor.worker.automonitor;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.distributedmonitor.automonitor.RunLook;
import org.distributedmonitor.automonitor.StartRule;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.survey.RunSurvey;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.queue.QueueGlance;
import org.distributedmonitor.worker.run.Survey;

/** Looks at a run before its monitor is started by nobody's hand. */
final class BeforeStart {

  private BeforeStart() {}

  /** What is refused is left for the monitor to tell of; what waiting may cure is waited for. */
  static RunLook look(AwsClients aws, Run run, List<String> fleetIds, Clock clock) {
    Consumer<ApplicationFailure> patiently = AwsFailures::wordsIfRefused;
    Instant now = clock.instant();
    QueueSighting queue = QueueGlance.take(aws.sqs(), run, clock, patiently);
    RunSurvey survey = Survey.take(aws, run, fleetIds, List.of(), now, patiently);
    List<FleetSighting> others = survey.others().naming();
    return new RunLook(
        StartRule.objections(run, survey, queue, others, now), StartRule.remarks(survey));
  }
}
