package org.distributedmonitor.worker.service;

import java.util.Optional;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/** The run's ECS service. */
public final class Services {

  static final String DRAINING = "DRAINING";
  private static final String INACTIVE = "INACTIVE";

  private Services() {}

  /** The service; empty when there is none, or only what ECS remembers of one. */
  public static Optional<Service> find(EcsClient ecs, Run run) {
    return Gone.SERVICE
        .or(() -> ecs.describeServices(b -> b.cluster(run.cluster()).services(run.serviceName())))
        .flatMap(
            answer ->
                answer.services().stream()
                    .filter(service -> run.serviceName().equals(service.serviceName()))
                    .filter(service -> !INACTIVE.equals(service.status()))
                    .findFirst());
  }

  /** Whether it is being deleted already. */
  public static boolean draining(Service service) {
    return DRAINING.equals(service.status());
  }

  static StepOutcome gone(Run run) {
    return StepOutcome.alreadyGone("There is no service " + run.serviceName() + ".");
  }

  static StepOutcome bornLater(Run run) {
    return StepOutcome.left(
        "The service " + run.serviceName() + " was made anew: it belongs to a newer run.");
  }

  /** Sets the number of tasks; false when the service is not there. */
  static boolean setTasks(EcsClient ecs, Run run, int tasks) {
    return Gone.SERVICE
        .or(
            () ->
                ecs.updateService(
                    b -> b.cluster(run.cluster()).service(run.serviceName()).desiredCount(tasks)))
        .isPresent();
  }
}
