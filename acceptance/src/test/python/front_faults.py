"""What a test may ask to go wrong: refusals, throttling, server errors, delays, hanging, replies lost after the effect."""

import random
import threading
from dataclasses import asdict, dataclass

# By kind and protocol: status and error code; (shape name, query form) where Java reads the second.
CODES = {
    "refuse": {
        "ec2": (403, "UnauthorizedOperation"),
        "json": (400, ("AccessDeniedException", "AccessDenied")),
        "cbor": (403, ("AccessDeniedException", "AccessDenied")),
        "s3": (403, "AccessDenied"),
        "query": (403, "AccessDenied"),
    },
    "throttle": {
        "ec2": (503, "RequestLimitExceeded"),
        "json": (400, "ThrottlingException"),
        "cbor": (400, ("ThrottlingException", "Throttling")),
        "s3": (503, "SlowDown"),
        "query": (400, "Throttling"),
    },
}
KINDS = {"refuse", "throttle", "error", "delay", "hang", "lose-reply"}


@dataclass
class Fault:
    """Holds for calls of the service and operation ("*" for any) whose parameters contain the text."""

    kind: str
    operation: str = "*"
    service: str = "*"
    containing: str = ""
    percent: float = 100
    times: int | None = None  # how many calls it strikes; None: every one
    seconds: float = 3600  # of a delay, or of hanging
    status: int = 500  # of an error
    code: str = "InternalError"
    message: str = "The front was asked to answer so"
    struck: int = 0

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"no such kind of fault: {self.kind}; there are {sorted(KINDS)}")

    def concerns(self, call):
        return (
            self.operation in ("*", call.operation)
            and self.service in ("*", call.service)
            and self.containing in repr(call.parameters)
            and (self.times is None or self.struck < self.times)
        )

    def reply(self, call):
        if self.kind == "error":
            return call.error(self.status, self.code, self.message)
        status, code = CODES[self.kind][call.protocol]
        if call.service == "sqs" and self.kind == "throttle":
            code = "RequestThrottled"
        return call.error(status, code, self.message)


class Faults:
    def __init__(self):
        self.lock = threading.Lock()
        self.clear()

    def clear(self):
        with self.lock:
            if hasattr(self, "lifted"):
                self.lifted.set()  # what hangs goes on
            self.rules, self.lifted, self.chance = [], threading.Event(), random.Random(1)

    def add(self, description):
        with self.lock:
            self.rules.append(Fault(**description))

    def listed(self):
        return [asdict(rule) for rule in self.rules]

    def striking(self, call):
        with self.lock:
            for rule in self.rules:
                if rule.concerns(call) and self.chance.uniform(0, 100) < rule.percent:
                    rule.struck += 1
                    return rule, self.lifted
        return None, None
