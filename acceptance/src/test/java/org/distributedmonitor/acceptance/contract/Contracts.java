package org.distributedmonitor.acceptance.contract;

import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All that a stand-in for AWS is held to. */
abstract class Contracts {

  @RegisterExtension final Stage stage;

  Contracts(Supplier<Cloud> clouds) {
    stage = new Stage(clouds);
  }

  private abstract class OnStage {
    public Stage stage() {
      return stage;
    }
  }

  @Nested
  class Answers extends OnStage implements AnswersContract {}

  @Nested
  class Cancellation extends OnStage implements CancellationContract {}

  @Nested
  class CloudWatch extends OnStage implements CloudWatchContract {}

  @Nested
  class Cluster extends OnStage implements ClusterContract {}

  @Nested
  class DeadLetter extends OnStage implements DeadLetterContract {}

  @Nested
  class ExportAnswers extends OnStage implements ExportAnswersContract {}

  @Nested
  class Fleet extends OnStage implements FleetContract {}

  @Nested
  class Guard extends OnStage implements GuardContract {}

  @Nested
  class LogExport extends OnStage implements LogExportContract {}

  @Nested
  class MonitorFiles extends OnStage implements MonitorFilesContract {}

  @Nested
  class Plan extends OnStage implements PlanContract {}

  @Nested
  class Preflight extends OnStage implements PreflightContract {}

  @Nested
  class Protection extends OnStage implements ProtectionContract {}

  @Nested
  class Queue extends OnStage implements QueueContract {}

  @Nested
  class Run extends OnStage implements RunContract {}

  @Nested
  class Service extends OnStage implements ServiceContract {}

  @Nested
  class TaskDefinition extends OnStage implements TaskDefinitionContract {}
}
