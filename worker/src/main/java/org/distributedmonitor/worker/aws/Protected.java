package org.distributedmonitor.worker.aws;

import io.temporal.failure.ApplicationFailure;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Names;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * What somebody protects by the tag {@code distributed-monitor:protect=true}: it is neither lowered
 * nor stopped nor deleted. EC2 tells the tags of fleets, machines and volumes when it describes
 * them; of everything else the tagging service is asked, once, and only when the answer matters.
 */
public final class Protected {

  public static final String TAG = "distributed-monitor:protect";

  private static final String ON = "true";

  private static final TagFilter WANTED = TagFilter.builder().key(TAG).values(ON).build();

  /** As many resources as a page holds. */
  private static final int PAGE = 100;

  private final AwsClients aws;
  private final boolean patient;

  /** Service and resource of each ARN; null before the tagging service was asked. */
  private Set<String> resources;

  private Protected(AwsClients aws, boolean patient) {
    this.aws = aws;
    this.patient = patient;
  }

  /** For who is about to delete: when nobody may look, that is thrown and nothing is deleted. */
  public static Protected in(AwsClients aws) {
    return new Protected(aws, true);
  }

  /** For who only tells what is there: when nobody may look, nothing counts as protected. */
  public static Protected asFarAsSeen(AwsClients aws) {
    return new Protected(aws, false);
  }

  /** Whether these are the tags of something protected. */
  public static boolean by(Collection<Tag> tags) {
    return tags.stream().anyMatch(tag -> TAG.equals(tag.key()) && ON.equals(tag.value()));
  }

  /** The filter by which EC2 lists only what is protected. */
  public static Filter ec2Filter() {
    return Filter.builder().name("tag:" + TAG).values(ON).build();
  }

  /** Why something stays, a sentence. */
  public static String reason(String what) {
    return what + " is protected by its tag " + TAG + ".";
  }

  /** The outcome of a step that leaves something for that. */
  public static StepOutcome left(String what) {
    return StepOutcome.left(reason(what));
  }

  /** Of these, what stays and why, a sentence; empty when there are none. */
  public static String kept(List<String> names) {
    return kept(Names.first(names), names.size());
  }

  /** The same where only the first of so many names are known. */
  public static String kept(List<String> first, int count) {
    return count == 0
        ? ""
        : "Kept, as protected by the tag " + TAG + ": " + Names.told(first, count) + ".";
  }

  public boolean queue(String name) {
    return has("sqs", name);
  }

  /** A service made before ECS put the cluster in its ARN has an ARN without it. */
  public boolean service(String cluster, String name) {
    return has("ecs", "service/" + cluster + "/" + name) || has("ecs", "service/" + name);
  }

  public boolean cluster(String name) {
    return has("ecs", "cluster/" + name);
  }

  /** A revision by its ARN. */
  public boolean taskDefinition(String arn) {
    return listed().contains(resource(arn));
  }

  public boolean alarm(String name) {
    return has("cloudwatch", "alarm:" + name);
  }

  public boolean dashboard(String name) {
    return has("cloudwatch", "dashboard/" + name);
  }

  private boolean has(String service, String resource) {
    return listed().contains(service + ":" + resource);
  }

  private Set<String> listed() {
    if (resources == null) {
      resources = patient ? list() : listIfAllowed();
    }
    return resources;
  }

  private Set<String> listIfAllowed() {
    try {
      return list();
    } catch (ApplicationFailure failure) {
      AwsFailures.wordsIfRefused(failure);
      return Set.of();
    }
  }

  /** The service answers for the worker's account and region only. */
  private Set<String> list() {
    return aws
        .tagging()
        .getResourcesPaginator(b -> b.tagFilters(List.of(WANTED)).resourcesPerPage(PAGE))
        .resourceTagMappingList()
        .stream()
        .map(one -> resource(one.resourceARN()))
        .collect(Collectors.toSet());
  }

  /** What tells it from others of the account and region. */
  private static String resource(String arn) {
    return Arn.tryFromString(arn).map(it -> it.service() + ":" + it.resourceAsString()).orElse(arn);
  }
}
