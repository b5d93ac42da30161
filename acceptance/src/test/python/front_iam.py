"""IAM's simulation of policies, which moto lacks: what the front would refuse is not allowed."""

from xml.sax.saxutils import escape

# Permissions that IAM calls otherwise than the operation they are for.
ACTIONS = {"HeadBucket": "ListBucket", "ListObjectsV2": "ListBucket", "ChangeMessageVisibilityBatch": "ChangeMessageVisibility"}


def simulated(call, faults):
    """The answer to SimulatePrincipalPolicy: one result for each action and resource."""
    results = "".join(
        result(action, resource, decision(action, faults))
        for action in members(call, "ActionNames")
        for resource in members(call, "ResourceArns") or ["*"]
    )
    answer = f"<EvaluationResults>{results}</EvaluationResults><IsTruncated>false</IsTruncated>"
    body = (
        '<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">'
        f"<SimulatePrincipalPolicyResult>{answer}</SimulatePrincipalPolicyResult>"
        "<ResponseMetadata><RequestId>front</RequestId></ResponseMetadata></SimulatePrincipalPolicyResponse>"
    )
    return 200, [("Content-Type", "text/xml")], body.encode()


def members(call, name):
    prefix = f"{name}.member."
    return [value for key, value in call.parameters.items() if key.startswith(prefix)]


def decision(action, faults):
    service, _, operation = action.partition(":")
    for fault in faults.listed():
        refused = ACTIONS.get(fault["operation"], fault["operation"])
        if fault["kind"] == "refuse" and fault["service"] in ("*", service) and refused in ("*", operation):
            return "implicitDeny"
    return "allowed"


def result(action, resource, decided):
    return (
        f"<member><EvalActionName>{escape(action)}</EvalActionName><EvalResourceName>{escape(resource)}</EvalResourceName>"
        f"<EvalDecision>{decided}</EvalDecision><MatchedStatements/><MissingContextValues/></member>"
    )
