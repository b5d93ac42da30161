package org.distributedmonitor.worker.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
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
        Pages.all(
            token -> page(ecs, family, status, PAGE, token),
            ListTaskDefinitionsResponse::nextToken),
        family);
  }

  /** The ARNs of the newest revisions, newest first. */
  public static List<String> newest(
      EcsClient ecs, String family, TaskDefinitionStatus status, int howMany) {
    List<String> arns = sorted(List.of(page(ecs, family, status, howMany, null)), family);
    return arns.subList(0, Math.min(howMany, arns.size()));
  }

  /** A revision; empty when it does not exist. */
  public static Optional<TaskDefinition> describe(EcsClient ecs, String arn) {
    return AwsFailures.unlessGone(
            "ecs:DescribeTaskDefinition",
            Gone.TASK_DEFINITION,
            () -> ecs.describeTaskDefinition(b -> b.taskDefinition(arn)))
        .map(answer -> answer.taskDefinition());
  }

  private static ListTaskDefinitionsResponse page(
      EcsClient ecs, String family, TaskDefinitionStatus status, int size, String token) {
    return AwsFailures.call(
        "ecs:ListTaskDefinitions",
        () ->
            ecs.listTaskDefinitions(
                b ->
                    b.familyPrefix(family)
                        .status(status)
                        .sort(SortOrder.DESC)
                        .maxResults(size)
                        .nextToken(token)));
  }

  /**
   * AWS takes the "prefix" for the whole name of the family. It is compared all the same: the
   * permission to deregister cannot be narrowed, so this is the only fence.
   */
  private static List<String> sorted(List<ListTaskDefinitionsResponse> pages, String family) {
    List<String> arns = new ArrayList<>();
    for (ListTaskDefinitionsResponse page : pages) {
      for (String arn : page.taskDefinitionArns()) {
        if (family.equals(familyOf(arn))) {
          arns.add(arn);
        }
      }
    }
    arns.sort(Comparator.comparingInt(TaskDefinitions::revisionOf).reversed());
    return arns;
  }

  /** The family in {@code …:task-definition/<family>:<revision>}. */
  static String familyOf(String arn) {
    String name = arn.substring(arn.indexOf('/') + 1);
    int colon = name.lastIndexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  static int revisionOf(String arn) {
    try {
      return Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1));
    } catch (NumberFormatException noRevision) {
      return 0;
    }
  }
}
