"""What goes over the wire: which operation a request is, CloudWatch's CBOR, and errors in each protocol's shape."""

import io
import json
import re
from datetime import datetime
from urllib.parse import parse_qs, unquote
from xml.sax.saxutils import escape

import cbor2
from botocore.session import Session
from werkzeug.wrappers import Request

CBOR_PATH = re.compile(r"/service/(?P<service>[^/]+)/operation/(?P<operation>[^/]+)")
CLOUDWATCH = Session().get_service_model("cloudwatch")
SUB_RESOURCES = ("policy", "acl", "tagging", "location", "versioning", "encryption", "lifecycle")
READS = re.compile(r"(Describe|List|Get|Head|Filter|Lookup|Simulate)")


class Call:
    """One request: service, operation, parameters, protocol, and what moto is to be sent for it."""

    def __init__(self, environ):
        self.environ = environ
        self.body = Request(environ).get_data()
        self.pass_on(self.body)
        credential = re.search(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
        self.caller, self.region, self.service = credential.groups() if credential else ("", "", "s3")
        self.service = {"monitoring": "cloudwatch", "tagging": "tag"}.get(self.service, self.service)
        self.protocol, self.operation, self.parameters = self.understood()

    def pass_on(self, body):
        self.environ["wsgi.input"] = io.BytesIO(body)
        self.environ["CONTENT_LENGTH"] = str(len(body))
        self.environ.pop("HTTP_TRANSFER_ENCODING", None)

    def understood(self):
        path, target = self.environ["PATH_INFO"], self.environ.get("HTTP_X_AMZ_TARGET")
        cbor = CBOR_PATH.fullmatch(path)
        if cbor:
            return "cbor", cbor["operation"], cbor2.loads(self.body) if self.body else {}
        if target:
            return "json", target.split(".")[-1], json.loads(self.body or b"{}")
        if self.service == "s3":
            return "s3", *self.s3()
        form = {key: values[0] for key, values in parse_qs(self.body.decode(), keep_blank_values=True).items()}
        return "ec2" if self.service == "ec2" else "query", form.pop("Action", "?"), form

    def s3(self):
        query = parse_qs(self.environ.get("QUERY_STRING", ""), keep_blank_values=True)
        method = self.environ["REQUEST_METHOD"].capitalize()
        bucket, _, key = unquote(self.environ["PATH_INFO"]).lstrip("/").partition("/")
        parameters = {"Bucket": bucket, "Key": key} | {name: values[0] for name, values in query.items()}
        thing = "Object" if key else "Bucket"
        sub = next((name for name in SUB_RESOURCES if name in query), None)
        if sub:
            return f"{method}{thing}{sub.capitalize()}", parameters
        if thing == "Object":
            return f"{method}Object", parameters
        names = {"Put": "CreateBucket", "Get": "ListObjectsV2" if bucket else "ListBuckets", "Post": "DeleteObjects"}
        return names.get(method, f"{method}Bucket"), parameters

    @property
    def mutating(self):
        return not READS.match(self.operation)

    def for_moto(self):
        """moto reads no CBOR: CloudWatch's requests become the JSON ones it knows."""
        if self.protocol == "cbor":
            target = CBOR_PATH.fullmatch(self.environ["PATH_INFO"])
            self.environ["HTTP_X_AMZ_TARGET"] = f"{target['service']}.{target['operation']}"
            self.environ["CONTENT_TYPE"] = "application/x-amz-json-1.0"
            self.environ["PATH_INFO"] = self.environ["REQUEST_URI"] = self.environ["RAW_URI"] = "/"
            self.pass_on(json.dumps(self.parameters, default=datetime.timestamp).encode())
        return self.environ

    def from_moto(self, status, headers, body):
        if self.protocol != "cbor":
            return headers, body
        answer = json.loads(body) if body else {}
        if status >= 400:
            message = answer.get("message") or answer.get("Message") or ""
            answer = {"__type": f"com.amazonaws.cloudwatch#{self.error_shape(headers, body)}", "message": message}
        else:
            answer = typed(answer, CLOUDWATCH.operation_model(self.operation).output_shape)
        # Not X-Amzn-Errortype: CBOR has no such header, and the SDK would believe it more than the body.
        kept = [(name, value) for name, value in headers if name.lower() in ("x-amzn-query-error", "x-amzn-requestid")]
        return [*kept, *CBOR_HEADERS], cbor2.dumps(answer)

    def error_shape(self, headers, body):
        """CBOR names the error's shape, and two shapes share the code ResourceNotFound."""
        code = error_code(headers, body)
        if code == "ResourceNotFound" and "Dashboard" in self.operation:
            return "DashboardNotFoundError"
        return next((shape.name for shape in CLOUDWATCH.error_shapes if shape.error_code == code), code)

    def error(self, status, code, message, exception=""):
        """The error as AWS sends it in this protocol."""
        fault = "Receiver" if status >= 500 else "Sender"
        if self.protocol in ("json", "cbor"):
            headers = [("x-amzn-requestid", "front")]
            if self.service in ("sqs", "cloudwatch"):  # the services that once spoke the query protocol
                headers.append(("x-amzn-query-error", f"{code};{fault}"))
            answer = {"__type": shape_name(self.service, self.operation, code, exception), "message": message}
            if self.protocol == "cbor":
                return status, [*headers, *CBOR_HEADERS], cbor2.dumps(answer)
            return status, [*headers, ("Content-Type", "application/x-amz-json-1.1")], json.dumps(answer).encode()
        inside = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
        shape = {
            "s3": f"<Error>{inside}</Error>",
            "ec2": f"<Response><Errors><Error>{inside}</Error></Errors><RequestID>front</RequestID></Response>",
            "query": f"<ErrorResponse><Error><Type>{fault}</Type>{inside}</Error></ErrorResponse>",
        }[self.protocol]
        body = b"" if self.operation.startswith("Head") else shape.encode()
        return status, [("Content-Type", "text/xml")], body


def shape_name(service, operation, code, exception):
    """What the protocols that name an error's shape call it: the code of the query protocol can be another."""
    model = Session().get_service_model({"tag": "resourcegroupstaggingapi"}.get(service, service))
    own = model.operation_model(operation).error_shapes if operation in model.operation_names else []
    for shapes in (own, model.error_shapes):
        named = [shape for shape in shapes if exception in (shape.name, f"{shape.name}Exception")]
        coded = [shape for shape in shapes if shape.error_code == code]
        found = [shape for shape in named if shape in coded] or coded or named
        if found:
            return found[0].name
    return code


CBOR_HEADERS = [("Content-Type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")]


def typed(value, shape):
    """A JSON answer with the types of the model: CBOR tells times, floats and integers apart, JSON does not."""
    if value is None or shape is None:
        return value
    if shape.type_name == "structure":
        return {name: typed(value[name], member) for name, member in shape.members.items() if value.get(name) is not None}
    if shape.type_name == "list":
        return [typed(item, shape.member) for item in value]
    if shape.type_name == "timestamp":
        return cbor2.CBORTag(1, float(value))
    if shape.type_name in ("double", "float"):
        return float(value)
    return value


def error_code(headers, body):
    """The error code of a reply, wherever its protocol puts it."""
    for name, value in headers:
        if name.lower() == "x-amzn-query-error":
            return value.split(";")[0]
    found = re.search(rb'"__type": ?"(?:[^"#]*#)?([^"]+)"|<Code>([^<]+)</Code>', body)
    return (found[1] or found[2]).decode() if found else None
