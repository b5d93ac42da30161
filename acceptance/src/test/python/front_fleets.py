"""Spot fleets as AWS answers them: states that take time, refusals in a 200, history, pages, machines that know their fleet."""

import copy
import json
import re
import uuid

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import ec2_backends, spot_requests
from moto.ec2.models.spot_requests import SpotFleetRequest
from moto.ec2.responses.spot_fleets import SpotFleets

from front_common import SETTINGS, now, page, replaces

FLEET_TAG = "aws:ec2spot:fleet-request-id"
FLEET_ID = re.compile(r"sfr-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BAD_TOKEN = EC2ClientError("InvalidPaginationToken", "The pagination token is not valid.")

# moto's ids have 17 hex digits; AWS's, and the pattern a monitor file is checked with, are UUIDs.
spot_requests.random_spot_fleet_request_id = lambda: f"sfr-{uuid.uuid4()}"


def settle():
    """Moves every fleet on to where it would be by now."""
    for account in list(ec2_backends.values()):
        for backend in list(account.values()):
            for fleet in list(backend.spot_fleet_requests.values()):
                settle_fleet(fleet)


def settle_fleet(fleet):
    if fleet.state in ("cancelled_terminating", "modifying") and now() < fleet.settles_at:
        return
    if fleet.state == "cancelled_terminating":
        terminate(fleet, list(fleet.spot_requests))
        change_state(fleet, "cancelled")
    elif fleet.state == "modifying":
        change_state(fleet, "active")
    elif fleet.state == "cancelled_running" and not fleet.spot_requests:
        change_state(fleet, "cancelled")
    # moto takes a dead machine off the list but leaves the capacity as it was.
    fleet.fulfilled_capacity = sum(weight(fleet, request) for request in fleet.spot_requests)
    missing = fleet.target_capacity - fleet.fulfilled_capacity
    # Only a "maintain" fleet replaces what died, and only up to its target.
    if fleet.state == "active" and fleet.kind() == "maintain" and missing > 0 and SETTINGS.replace_machines:
        fleet.create_spot_requests(missing)


def weight(fleet, request):
    machine = request.instance.instance_type
    return next(spec.weighted_capacity for spec in fleet.launch_specs if spec.instance_type == machine)


def change_state(fleet, state):
    fleet.state = state
    record(fleet, "fleetRequestChange", state)


def terminate(fleet, requests):
    for request in requests:
        record(fleet, "instanceChange", "terminated", request.instance.id)
    if requests:  # moto refuses an empty list
        fleet.ec2_backend.terminate_instances([request.instance.id for request in requests])


def record(fleet, event_type, sub_type, instance_id=None):
    information = {"EventSubType": sub_type, "EventDescription": json.dumps({"targetCapacity": fleet.target_capacity})}
    if instance_id:
        information["InstanceId"] = instance_id
    fleet.history.append({"Timestamp": utcnow(), "EventType": event_type, "EventInformation": information})


@replaces(SpotFleetRequest)
def __init__(original, fleet, *args, **kwargs):
    fleet.created, fleet.history, fleet.requested, fleet.settles_at = utcnow(), [], {}, 0.0
    fleet.excess_policy = "default"
    fleet.kind = lambda: fleet.requested.get("Type", "maintain")
    original(fleet, *args, **kwargs)
    record(fleet, "fleetRequestChange", "submitted")
    record(fleet, "fleetRequestChange", "active")


@replaces(SpotFleetRequest)
def create_spot_requests(original, fleet, capacity):
    before = len(fleet.spot_requests)
    original(fleet, capacity)
    for request in fleet.spot_requests[before:]:
        # moto leaves this tag out, so that a filter by it would find nothing.
        request.instance.add_tags({FLEET_TAG: fleet.id})
        record(fleet, "instanceChange", "launched", request.instance.id)


@replaces(SpotFleets)
def request_spot_fleet(original, response):
    requested = response._get_param("SpotFleetRequestConfig", {})
    requested.setdefault("AllocationStrategy", "lowestPrice")  # moto stumbles where it is left out
    result = original(response)
    fleet = response.ec2_backend.get_spot_fleet_request(result.result["SpotFleetRequestId"])
    fleet.requested = requested
    fleet.excess_policy = fleet.requested.get("ExcessCapacityTerminationPolicy", "default")
    return result


def known(backend, fleet_id):
    if not FLEET_ID.fullmatch(fleet_id):
        raise EC2ClientError("InvalidSpotFleetRequestId.Malformed", f"The spot fleet request ID '{fleet_id}' is malformed")
    fleet = backend.get_spot_fleet_request(fleet_id)
    if not fleet:
        raise EC2ClientError("InvalidSpotFleetRequestId.NotFound", f"The spot fleet request ID '{fleet_id}' does not exist")
    return fleet


def described(fleet):
    config = dict(fleet.spot_fleet_request_config)
    config.update(
        Type=fleet.kind(),
        OnDemandTargetCapacity=int(fleet.requested.get("OnDemandTargetCapacity", 0)),
        ExcessCapacityTerminationPolicy=fleet.excess_policy,
        TerminateInstancesWithExpiration=False,
        OnDemandFulfilledCapacity=0.0,
    )
    if not SETTINGS.show_user_data:
        launches = config.get("LaunchSpecifications", [])
        config["LaunchSpecifications"] = [without_user_data(launch) for launch in launches]
    if fleet.state.startswith("cancelled"):
        activity = "pending_termination" if fleet.state == "cancelled_terminating" else None
    else:
        activity = "fulfilled" if fleet.fulfilled_capacity >= fleet.target_capacity else "pending_fulfillment"
    answer = {
        "SpotFleetRequestId": fleet.id,
        "SpotFleetRequestState": fleet.state,
        "CreateTime": fleet.created,
        "SpotFleetRequestConfig": config,
        "Tags": fleet.get_tags() or fleet.tag_set,  # moto shows only those it was requested with
    }
    return answer | ({"ActivityStatus": activity} if activity else {})


def without_user_data(launch):
    """Whether AWS shows it in a fleet's description is not established; a machine's attribute has it either way."""
    shown = copy.copy(launch)
    shown.user_data = None
    return shown


@replaces(SpotFleets)
def describe_spot_fleet_requests(_, response):
    ids, backend = response._get_param("SpotFleetRequestIds", []), response.ec2_backend
    fleets = [known(backend, i) for i in ids] if ids else backend.describe_spot_fleet_requests([])
    shown, following = paged(response, "DescribeSpotFleetRequests", fleets)
    return ActionResult({"SpotFleetRequestConfigs": [described(fleet) for fleet in shown], "NextToken": following})


@replaces(SpotFleets)
def describe_spot_fleet_instances(_, response):
    fleet = known(response.ec2_backend, response._get_param("SpotFleetRequestId"))
    shown, following = paged(response, "DescribeSpotFleetInstances", fleet.spot_requests)
    active = [
        {
            "InstanceId": request.instance.id,
            "SpotInstanceRequestId": request.id,
            "InstanceType": request.instance.instance_type,
            "InstanceHealth": "healthy",
        }
        for request in shown
    ]
    return ActionResult({"SpotFleetRequestId": fleet.id, "ActiveInstances": active, "NextToken": following})


@replaces(SpotFleets)
def describe_spot_fleet_request_history(_, response):
    fleet = known(response.ec2_backend, response._get_param("SpotFleetRequestId"))
    start, wanted = response._get_param("StartTime"), response._get_param("EventType")
    records = [
        event
        for event in fleet.history
        if event["Timestamp"] >= start.replace(tzinfo=None) and wanted in (None, event["EventType"])
    ]
    shown, following = paged(response, "DescribeSpotFleetRequestHistory", records)
    answer = {"SpotFleetRequestId": fleet.id, "StartTime": start, "HistoryRecords": shown}
    # The time up to which was looked comes with the last page only.
    return ActionResult(answer | ({"NextToken": following} if following else {"LastEvaluatedTime": utcnow()}))


def paged(response, operation, items):
    token, wanted = response._get_param("NextToken"), response._get_param("MaxResults")
    return page(operation, list(items), token, wanted, 1000, BAD_TOKEN)


@replaces(SpotFleets)
def modify_spot_fleet_request(_, response):
    fleet = known(response.ec2_backend, response._get_param("SpotFleetRequestId"))
    target, policy = response._get_param("TargetCapacity"), response._get_param("ExcessCapacityTerminationPolicy")
    if fleet.state != "active" or fleet.kind() != "maintain":
        raise EC2ClientError("FleetNotInModifiableState", f"The spot fleet request {fleet.id} must be in the active state")
    if policy not in (None, "default", "noTermination"):
        raise EC2ClientError("InvalidParameterValue", f"Invalid ExcessCapacityTerminationPolicy '{policy}'")
    on_demand = int(fleet.requested.get("OnDemandTargetCapacity", 0))
    if target is not None and int(target) < on_demand:
        raise EC2ClientError("InvalidParameterValue", f"The target capacity must be at least {on_demand}")
    if target is not None:
        fleet.target_capacity = int(target)
    fleet.excess_policy = policy or "default"
    if fleet.excess_policy == "default":
        terminate_excess(fleet)
    fleet.settles_at = now() + SETTINGS.modifying_seconds
    change_state(fleet, "modifying")
    settle_fleet(fleet)
    return ActionResult({"Return": True})


def terminate_excess(fleet):
    excess, leaving = fleet.fulfilled_capacity - fleet.target_capacity, []
    for request in fleet.spot_requests:
        if excess >= weight(fleet, request):
            excess -= weight(fleet, request)
            leaving.append(request)
    terminate(fleet, leaving)


@replaces(SpotFleets)
def cancel_spot_fleet_requests(_, response):
    response.error_on_dryrun()
    cancelled, refused = [], []
    ids = response._get_param("SpotFleetRequestIds", [])
    if len(ids) > 100:
        raise EC2ClientError("InvalidParameterValue", "At most 100 spot fleet requests can be cancelled at once")
    for fleet_id in ids:
        fleet = response.ec2_backend.get_spot_fleet_request(fleet_id)
        reason = None
        if not FLEET_ID.fullmatch(fleet_id):
            reason = "fleetRequestIdMalformed"
        elif not fleet:
            reason = "fleetRequestIdDoesNotExist"
        elif fleet.state not in ("submitted", "active", "modifying"):
            reason = "fleetRequestNotInCancellableState"
        if reason:
            error = {"Code": reason, "Message": f"The fleet request {fleet_id} was not cancelled: {reason}"}
            refused.append({"SpotFleetRequestId": fleet_id, "Error": error})
            continue
        before = fleet.state
        cancel(fleet, response._get_bool_param("TerminateInstances"))
        cancelled.append(
            {
                "SpotFleetRequestId": fleet_id,
                "CurrentSpotFleetRequestState": fleet.state,
                "PreviousSpotFleetRequestState": before,
            }
        )
    return ActionResult({"SuccessfulFleetRequests": cancelled, "UnsuccessfulFleetRequests": refused})


def cancel(fleet, with_machines):
    fleet.settles_at = now() + SETTINGS.terminating_seconds
    change_state(fleet, "cancelled_terminating" if with_machines else "cancelled_running")
    if with_machines:
        for request in fleet.spot_requests:
            request.instance._state.name, request.instance._state.code = "shutting-down", 32
