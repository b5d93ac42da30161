package org.distributedmonitor.worker.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** The revisions of a task definition family, by its exact name. */
public final class TaskDefinitions {

  private static final int PAGE = 100;

  private TaskDefinitions() {}

  /** The ARNs of every revision, newest first. */
  public static List<String> all(EcsClient ecs, String family, TaskDefinitionStatus status) {
    return sorted(
        ecs.listTaskDefinitionsPaginator(request(family, status, PAGE)).taskDefinitionArns(),
        family);
  }

  /** The ARNs of the newest revisions, newest first. */
  public static List<String> newest(
      EcsClient ecs, String family, TaskDefinitionStatus status, int howMany) {
    List<String> arns =
        sorted(
            ecs.listTaskDefinitions(request(family, status, howMany)).taskDefinitionArns(), family);
    return arns.subList(0, Math.min(howMany, arns.size()));
  }

  /** A revision; empty when it does not exist. */
  public static Optional<TaskDefinition> describe(EcsClient ecs, String arn) {
    return Gone.TASK_DEFINITION
        .or(() -> ecs.describeTaskDefinition(b -> b.taskDefinition(arn)))
        .map(answer -> answer.taskDefinition());
  }

  private static ListTaskDefinitionsRequest request(
      String family, TaskDefinitionStatus status, int size) {
    return ListTaskDefinitionsRequest.builder()
        .familyPrefix(family)
        .status(status)
        .sort(SortOrder.DESC)
        .maxResults(size)
        .build();
  }

  /**
   * AWS takes the "prefix" for the whole name of the family. It is compared all the same: the
   * permission to deregister cannot be narrowed, so this is the only fence.
   */
  private static List<String> sorted(Iterable<String> found, String family) {
    List<String> arns = new ArrayList<>();
    for (String arn : found) {
      if (family.equals(familyOf(arn))) {
        arns.add(arn);
      }
    }
    arns.sort(Comparator.comparingInt(TaskDefinitions::revisionOf).reversed());
    return arns;
  }

  /** The revision as people name it, {@code <family>:<number>}. */
  public static String nameOf(String arn) {
    return Arn.tryFromString(arn).map(it -> it.resource().resource()).orElse(arn);
  }

  static String familyOf(String arn) {
    return nameOf(arn).replaceFirst(":[^:]*$", "");
  }

  static int revisionOf(String arn) {
    try {
      return Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1));
    } catch (NumberFormatException noRevision) {
      return 0;
    }
  }
}
