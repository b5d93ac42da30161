"""What a test may ask to go wrong: refusals, throttling, server errors, delays, hanging, replies held back or lost."""

import random
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

# The table that the simulator answers from, too: operation, code, status, exception, meaning, message, source.
TABLE = Path(__file__).parents[4] / "simulator/src/main/resources/org/distributedmonitor/simulator/api/aws-errors.txt"
MEANINGS = {"refuse": "REFUSED", "throttle": "THROTTLED", "expire": "EXPIRED"}
KINDS = {*MEANINGS, "error", "delay", "hang", "hold-reply", "lose-reply"}


@dataclass
class Fault:
    """Holds for calls of the service and operation ("*" for any) whose parameters contain the text."""

    kind: str
    operation: str = "*"
    service: str = "*"
    containing: str = ""
    caller: str = "*"  # an access key
    name: str = ""  # to lift it alone
    percent: float = 100
    times: int | None = None  # how many calls it strikes; None: every one
    seconds: float = 3600  # of a delay, of hanging, of holding a reply
    status: int = 500  # of an error
    code: str = "InternalError"
    exception: str = ""  # the SDK's class for it, which tells the shape where protocols name that
    message: str = "The front was asked to answer so"
    struck: int = 0
    holding: int = 0  # how many calls wait in it now

    def __post_init__(self):
        self.lifted = threading.Event()
        if self.kind not in KINDS:
            raise ValueError(f"no such kind of fault: {self.kind}; there are {sorted(KINDS)}")

    def concerns(self, call):
        return (
            self.operation in ("*", call.operation)
            and self.service in ("*", call.service)
            and self.containing in repr(call.parameters)
            and self.caller in ("*", call.caller)
            and (self.times is None or self.struck < self.times)
        )

    def reply(self, call):
        if self.kind == "error":
            return call.error(self.status, self.code, self.message, self.exception)
        code, status, exception = usual(call, MEANINGS[self.kind])
        return call.error(status, code, self.message, exception)

    def hold(self):
        """Waits until the fault is lifted or its time is over."""
        self.holding += 1
        self.lifted.wait(self.seconds)
        self.holding -= 1


def usual(call, meaning):
    """The first row of the table with the meaning, for the call's service or for its operation."""
    operations = (f"{call.service}:*", f"{call.service}:{call.operation}")
    for line in TABLE.read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 7 and cells[0] in operations and cells[4] == meaning:
            return cells[1], int(cells[2]), cells[3]
    raise ValueError(f"no row of {operations} means {meaning}")


class Faults:
    def __init__(self):
        self.lock = threading.Lock()
        self.rules, self.chance = [], random.Random(1)

    def clear(self, name=None):
        """Lifts the faults of the name, or all; what waits in them goes on."""
        with self.lock:
            for rule in self.rules:
                if name in (None, rule.name):
                    rule.lifted.set()
            self.rules = [rule for rule in self.rules if not rule.lifted.is_set()]
            if name is None:
                self.chance = random.Random(1)

    def add(self, description):
        with self.lock:
            self.rules.append(Fault(**description))

    def listed(self, name=None):
        return [asdict(rule) for rule in self.rules if name in (None, rule.name)]

    def striking(self, call):
        with self.lock:
            for rule in self.rules:
                if rule.concerns(call) and self.chance.uniform(0, 100) < rule.percent:
                    rule.struck += 1
                    return rule
        return None
