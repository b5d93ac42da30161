package org.distributedmonitor.simulator.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedmonitor.simulator.world.World;

/**
 * One thing that IAM decides about: an action on a resource, with what is known beside.
 *
 * @param resource an ARN; {@code *} for actions that cannot be narrowed to a resource
 * @param context the condition keys of the request and their values
 */
public record Access(String action, String resource, Map<String, List<String>> context) {

  private static final List<String> ANY = List.of("*");

  /** Actions of ECS for which IAM knows no resource (Service Authorization Reference). */
  private static final Set<String> ECS_UNSCOPED =
      Set.of(
          "ListClusters",
          "ListServices",
          "ListTasks",
          "ListTaskDefinitions",
          "DescribeTaskDefinition",
          "RegisterTaskDefinition",
          "DeregisterTaskDefinition");

  private static final Set<String> EC2_BY_FLEET_OR_MACHINE =
      Set.of(
          "DescribeSpotFleetInstances",
          "DescribeSpotFleetRequestHistory",
          "DescribeInstanceAttribute",
          "ModifySpotFleetRequest",
          "CancelSpotFleetRequests",
          "CreateTags",
          "TerminateInstances");

  /**
   * What a call asks of IAM: one access for each resource it names.
   *
   * @param operation as calls are recorded, service and operation of the API
   * @param named the names that the request carries
   */
  static List<Access> of(
      World world, String operation, List<String> named, Map<String, List<String>> context) {
    return resources(world, operation, named).stream()
        .map(resource -> new Access(action(operation), resource, context))
        .toList();
  }

  /** IAM's name for the permission, which is not always the operation's. */
  public static String action(String operation) {
    return switch (operation) {
      case "s3:HeadBucket", "s3:ListObjectsV2" -> "s3:ListBucket";
      case "s3:HeadObject" -> "s3:GetObject";
      case "sqs:ChangeMessageVisibilityBatch" -> "sqs:ChangeMessageVisibility";
      case "sqs:SendMessageBatch" -> "sqs:SendMessage";
      case "sqs:DeleteMessageBatch" -> "sqs:DeleteMessage";
      default -> operation;
    };
  }

  private static List<String> resources(World world, String operation, List<String> named) {
    String service = operation.substring(0, operation.indexOf(':'));
    String verb = operation.substring(operation.indexOf(':') + 1);
    return switch (service) {
      case "sqs" -> each(named, name -> world.arn("sqs", afterLast(name, '/')));
      case "ec2" ->
          EC2_BY_FLEET_OR_MACHINE.contains(verb) ? each(named, id -> ec2(world, id)) : ANY;
      case "cloudwatch" -> cloudWatch(world, verb, named);
      case "ecs" -> ecs(world, verb, named);
      case "logs" -> logs(world, verb, named);
      case "s3" -> List.of("arn:aws:s3:::" + String.join("/", forS3(verb, named)));
      case "iam", "sns" -> named;
      default -> ANY;
    };
  }

  private static String ec2(World world, String id) {
    String kind =
        id.startsWith("sfr-") ? "spot-fleet-request" : id.startsWith("i-") ? "instance" : "volume";
    return world.arn("ec2", kind + "/" + id);
  }

  private static List<String> cloudWatch(World world, String verb, List<String> named) {
    if (verb.endsWith("Dashboard") || verb.equals("DeleteDashboards")) {
      return each(named, world.dashboards::arn);
    }
    if (verb.equals("DescribeAlarms")) {
      return List.of(world.arn("cloudwatch", "alarm:*"));
    }
    return verb.endsWith("Alarm") || verb.endsWith("Alarms")
        ? each(named, name -> world.arn("cloudwatch", "alarm:" + name))
        : ANY;
  }

  private static List<String> ecs(World world, String verb, List<String> named) {
    if (ECS_UNSCOPED.contains(verb)) {
      return ANY;
    }
    String cluster = named.isEmpty() ? "default" : afterLast(named.get(0), '/');
    if (verb.endsWith("Service") || verb.endsWith("Services")) {
      return each(
          named.subList(Math.min(1, named.size()), named.size()),
          name -> world.arn("ecs", "service/" + cluster + "/" + afterLast(name, '/')));
    }
    return verb.equals("DescribeContainerInstances")
        ? List.of(world.arn("ecs", "container-instance/" + cluster + "/*"))
        : List.of(world.arn("ecs", "cluster/" + cluster));
  }

  private static List<String> logs(World world, String verb, List<String> named) {
    return verb.equals("CreateExportTask") || verb.equals("DescribeLogStreams")
        ? List.of(world.arn("logs", "log-group:" + named.get(0) + ":*"))
        : ANY;
  }

  /** A listing is of the bucket, whatever its prefix. */
  private static List<String> forS3(String verb, List<String> named) {
    return verb.equals("ListObjectsV2") ? named.subList(0, 1) : named;
  }

  private static List<String> each(
      List<String> named, java.util.function.UnaryOperator<String> arn) {
    List<String> arns = new ArrayList<>();
    named.forEach(name -> arns.add(arn.apply(name)));
    return arns;
  }

  private static String afterLast(String name, char mark) {
    return name.substring(name.lastIndexOf(mark) + 1);
  }
}
