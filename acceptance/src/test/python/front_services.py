"""ECS, CloudWatch, log exports and queues: the times, pages, refusals and attributes that moto leaves out."""

import gzip
import json
import uuid
from datetime import datetime, timezone

from moto.cloudwatch.exceptions import CloudWatchException, ValidationError
from moto.cloudwatch.models import CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.exceptions import ECSException, InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.ec2.models import ec2_backends
from moto.logs.exceptions import InvalidParameterException as LogsInvalidParameter
from moto.logs.exceptions import LimitExceededException, LogsClientError, ResourceNotFoundException
from moto.logs.models import ExportTask, LogsBackend
from moto.logs.responses import LogsResponse
from moto.s3.models import s3_backends
from moto.sqs.models import Queue
from moto.sqs.responses import SQSResponse

from front_common import SETTINGS, now, page, replaces

# --- ECS ---------------------------------------------------------------------------------------------------------


def settle():
    """Ends what drains, takes terminated machines out of their clusters, counts what a cluster holds."""
    for account_id, account in list(ecs_backends.items()):
        for region, backend in list(account.items()):
            # Looked up here: moto goes through all machines for each one that it is asked for.
            machines = {machine.id: machine for machine in ec2_backends[account_id][region].all_instances()}
            for service in backend.services.values():
                if service.status == "DRAINING" and now() >= service.inactive_at:
                    service.status = "INACTIVE"
            for cluster in backend.clusters.values():
                settle_cluster(backend, cluster, machines)


def settle_cluster(backend, cluster, machines):
    registered = backend.container_instances.get(cluster.name, {})
    for key, container_instance in list(registered.items()):
        machine = machines.get(container_instance.ec2_instance_id)
        if machine is None or machine.state == "terminated":
            del registered[key]
    cluster.registered_container_instances_count = len(registered)
    cluster.active_services_count = sum(s.status == "ACTIVE" for s in services_of(backend, cluster))


def services_of(backend, cluster):
    return [service for service in backend.services.values() if service.cluster_arn == cluster.arn]


def ecs_page(response, operation, items, at_most=100):
    token, wanted = response._get_param("nextToken"), response._get_param("maxResults")
    return page(operation, items, token, wanted, at_most, InvalidParameterException("Invalid token"))


@replaces(EC2ContainerServiceBackend)
def create_service(original, backend, *args, **kwargs):
    service = original(backend, *args, **kwargs)
    service.created_at = utcnow()
    return service


@replaces(EC2ContainerServiceBackend)
def register_task_definition(original, backend, *args, **kwargs):
    definition = original(backend, *args, **kwargs)
    definition.registered_at = utcnow()
    return definition


@replaces(EC2ContainerServiceBackend)
def deregister_task_definition(original, backend, name):
    definition = original(backend, name)
    definition.deregistered_at = utcnow()
    return definition


@replaces(EC2ContainerServiceBackend)
def update_service(original, backend, properties):
    refuse_unless_active(backend, properties.get("cluster", "default"), properties["service"])
    return original(backend, properties)


@replaces(EC2ContainerServiceBackend)
def delete_service(original, backend, cluster_name, service_name, force):
    refuse_unless_active(backend, cluster_name, service_name)
    service = original(backend, cluster_name, service_name, force)
    service.status, service.inactive_at = "DRAINING", now() + SETTINGS.draining_seconds
    return service


def refuse_unless_active(backend, cluster_name, service_name):
    service = backend._get_service(cluster_name, service_name)
    if service.status != "ACTIVE":
        raise ECSException("ServiceNotActiveException", "Service was not ACTIVE.")


@replaces(EC2ContainerServiceBackend)
def delete_cluster(original, backend, name):
    cluster = backend._get_cluster(name)
    tasks = backend.tasks.get(cluster.name, {}).values()
    holds = {
        "Services": any(s.status != "INACTIVE" for s in services_of(backend, cluster)),
        "Tasks": any(task.last_status != "STOPPED" for task in tasks),
        "ContainerInstances": bool(backend.container_instances.get(cluster.name)),
    }
    for kind, present in holds.items():
        if present:
            raise ECSException(f"ClusterContains{kind}Exception", f"The cluster still contains {kind}.")
    return original(backend, name)


@replaces(EC2ContainerServiceResponse)
def list_services(_, response):
    # moto lists services that are gone, and those of every cluster whose name ends in this one.
    cluster = response.ecs_backend._get_cluster(response._get_param("cluster", "default"))
    wanted = {
        "scheduling_strategy": response._get_param("schedulingStrategy"),
        "launch_type": response._get_param("launchType"),
        "status": "ACTIVE",
    }
    arns = sorted(
        service.arn
        for service in services_of(response.ecs_backend, cluster)
        if all(value in (None, getattr(service, key)) for key, value in wanted.items())
    )
    arns, following = ecs_page(response, "ListServices", arns)
    return ActionResult({"serviceArns": arns, "nextToken": following})


@replaces(EC2ContainerServiceResponse)
def describe_services(original, response):
    if len(response._get_param("services", [])) > 10:
        raise InvalidParameterException("Services cannot be more than 10.")
    return original(response)


@replaces(EC2ContainerServiceResponse)
def list_task_definitions(original, response):
    arns = original(response).result["taskDefinitionArns"]
    if response._get_param("sort") == "DESC":
        arns = arns[::-1]
    arns, following = ecs_page(response, "ListTaskDefinitions", arns)
    return ActionResult({"taskDefinitionArns": arns, "nextToken": following})


@replaces(EC2ContainerServiceResponse)
def list_container_instances(original, response):
    arns = original(response).result["containerInstanceArns"]
    arns, following = ecs_page(response, "ListContainerInstances", arns)
    return ActionResult({"containerInstanceArns": arns, "nextToken": following})


# --- CloudWatch --------------------------------------------------------------------------------------------------

BAD_TOKEN = CloudWatchException("InvalidNextToken", "The next token is not valid.")


@replaces(CloudWatchBackend)
def put_metric_alarm(original, backend, *args, **kwargs):
    known = backend.alarms.get(kwargs["name"])
    alarm = original(backend, *args, **kwargs)
    # A new alarm knows nothing yet, and an update leaves the state as it was.
    alarm.state_value = known.state_value if known else "INSUFFICIENT_DATA"
    return alarm


@replaces(CloudWatchResponse)
def describe_alarms(original, response):
    if response._get_param("AlarmNames") and response._get_param("AlarmNamePrefix"):
        raise ValidationError("AlarmNamePrefix and AlarmNames cannot be used together")
    found = original(response).result
    alarms = sorted([*found["MetricAlarms"], *found["CompositeAlarms"]], key=lambda alarm: alarm.name)
    token, wanted = response._get_param("NextToken"), response._get_param("MaxRecords")
    shown, following = page("DescribeAlarms", alarms, token, wanted, 100, BAD_TOKEN)
    metric, composite = [a for a in shown if a.rule is None], [a for a in shown if a.rule is not None]
    return ActionResult({"MetricAlarms": metric, "CompositeAlarms": composite, "NextToken": following})


@replaces(CloudWatchResponse)
def delete_alarms(original, response):
    if not 1 <= len(response._get_param("AlarmNames", [])) <= 100:
        raise ValidationError("'alarmNames' failed to satisfy constraint: between 1 and 100 members")
    return original(response)


@replaces(CloudWatchResponse)
def list_dashboards(original, response):
    found = sorted(original(response).result["DashboardEntries"], key=lambda dashboard: dashboard.name)
    shown, following = page("ListDashboards", found, response._get_param("NextToken"), None, 1000, BAD_TOKEN)
    return ActionResult({"DashboardEntries": shown, "NextToken": following})


# --- Log exports -------------------------------------------------------------------------------------------------


def settled_exports(backend):
    for task in backend.export_tasks.values():
        if task.status["code"] == "RUNNING" and now() >= task.ends_at:
            task.status = {"code": "COMPLETED", "message": "Completed successfully"}
    return list(backend.export_tasks.values())


@replaces(LogsBackend)
def create_export_task(_, backend, taskName, logGroupName, destination, destinationPrefix, fromTime, to):
    """AWS allows one export at a time, asks the bucket's policy, and needs its time; moto does none of it."""
    if logGroupName not in backend.groups:
        raise ResourceNotFoundException()
    buckets = s3_backends[backend.account_id][backend.partition]
    bucket = buckets.buckets.get(destination)
    if bucket is None:
        raise LogsInvalidParameter("The given bucket does not exist. Please make sure the bucket is valid.")
    for action in ("s3:GetBucketAcl", "s3:PutObject"):
        if not allows_logs(bucket.policy, action):
            call = action.removeprefix("s3:")
            raise LogsInvalidParameter(
                f"{call} call on the given bucket failed. Please check if CloudWatch Logs has been granted"
                " permission to perform this operation."
            )
    if any(task.status["code"] == "RUNNING" for task in settled_exports(backend)):
        raise LimitExceededException()
    task = ExportTask(str(uuid.uuid4()), taskName, logGroupName, destination, destinationPrefix, fromTime, to)
    task.created_at, task.ends_at = now(), now() + SETTINGS.export_seconds
    task.status = {"code": "RUNNING", "message": "Started successfully"}
    backend.export_tasks[task.task_id] = task
    buckets.put_object(destination, f"{destinationPrefix}/aws-logs-write-test", b"Permission Check Successful")
    for name, stream in backend.groups[logGroupName].streams.items():
        lines = [f"{iso(e.timestamp)} {e.message}" for e in stream.events if fromTime <= e.timestamp <= to]
        if lines:
            key = f"{destinationPrefix}/{task.task_id}/{name.replace('/', '-')}/000000.gz"
            buckets.put_object(destination, key, gzip.compress("\n".join(lines).encode()))
    return task.task_id


def allows_logs(policy, action):
    statements = json.loads(policy)["Statement"] if policy else []
    return any(action in str(s["Action"]) and "logs." in str(s["Principal"]) for s in statements)


def iso(millis):
    return datetime.fromtimestamp(millis / 1000, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@replaces(LogsResponse)
def describe_export_tasks(_, response):
    task_id, status = response._get_param("taskId"), response._get_param("statusCode")
    tasks = [
        task
        for task in settled_exports(response.logs_backend)
        if task_id in (None, task.task_id) and status in (None, task.status["code"])
    ]
    token, wanted = response._get_param("nextToken"), response._get_param("limit")
    bad_token = LogsInvalidParameter("The specified nextToken is invalid.")
    shown, following = page("DescribeExportTasks", tasks, token, wanted, 50, bad_token)
    answer = {"exportTasks": [exported(task) for task in shown]}
    return json.dumps(answer | ({"nextToken": following} if following else {}))


def exported(task):
    execution = {"creationTime": int(task.created_at * 1000)}
    if task.status["code"] == "COMPLETED":
        execution["completionTime"] = int(task.ends_at * 1000)
    return task.to_json() | {"executionInfo": execution}


@replaces(LogsBackend)
def cancel_export_task(original, backend, task_id):
    settled_exports(backend)
    task = backend.export_tasks.get(task_id)
    if task and task.status["code"] != "RUNNING":
        raise LogsClientError("InvalidOperationException", "The specified export task has already finished")
    return original(backend, task_id)


# --- Queues ------------------------------------------------------------------------------------------------------


@replaces(Queue)
def add_message(original, queue, message):
    # The queue a message was first sent to; a dead-letter queue gets the same message later.
    message.first_queue_arn = getattr(message, "first_queue_arn", queue.queue_arn)
    return original(queue, message)


@replaces(SQSResponse)
def receive_message(original, response):
    """Says which queue a dead letter came from, as AWS does; it is how a shared dead-letter queue is told apart."""
    result = original(response)
    queue = response.sqs_backend.get_queue(response._get_queue_name())
    origins = {message.id: message.first_queue_arn for message in queue._messages}
    wanted = {*response._get_param("MessageSystemAttributeNames", []), *response._get_param("AttributeNames", [])}
    for message in result.result.get("Messages", []):
        origin = origins.get(message["MessageId"], queue.queue_arn)
        if origin != queue.queue_arn and wanted & {"All", "DeadLetterQueueSourceArn"}:
            message.setdefault("Attributes", {})["DeadLetterQueueSourceArn"] = origin
    return result
