"""The small front before moto, the AWS emulator of the acceptance tests.

It translates the one protocol that moto does not read, adds what moto leaves out (front_fleets, front_services), fails
on request (front_faults) and remembers every call. Tests steer it under /_front/:

    GET    /_front/calls      every call so far
    POST   /_front/faults     one fault, or a list; DELETE lifts them all, GET lists them
    DELETE /_front/faults/X   lifts those of the name X, GET lists them
    POST   /_front/settings   how long things take, how large pages are (front_common.Settings)
    POST   /_front/reset      an empty account, no faults, no calls, settings as they were
"""

import argparse
import json
import os
import socket
import sys
import threading
import time
from urllib.parse import unquote

from moto.moto_api._internal.models import moto_api_backend
from moto.server import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server
from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Request, Response

import front_fleets
import front_iam
import front_services
from front_common import SETTINGS
from front_faults import Faults
from front_wire import Call, error_code


class Front:
    def __init__(self):
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.one_at_a_time = threading.Lock()  # moto's models are not made for threads
        self.faults = Faults()
        self.calls = []

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith("/_front/"):
            return self.steered(Request(environ))(environ, start_response)
        call = Call(environ)
        entry = self.remembered(call)
        fault = self.faults.striking(call)
        kind = fault.kind if fault else None
        if kind in ("delay", "hang"):
            fault.hold()
        if kind == "hang":
            return self.hung_up(environ, start_response, entry)
        if kind in (None, "delay", "hold-reply", "lose-reply"):
            status, headers, body = self.answered(call)
        else:
            status, headers, body = fault.reply(call)
        if kind == "hold-reply":
            fault.hold()
        if kind == "lose-reply":
            return self.hung_up(environ, start_response, entry)
        entry["status"] = status
        if status >= 400:
            entry["errorCode"] = error_code(headers, body)
        response = Response(body, status)
        response.headers.clear()
        response.headers.extend(headers)
        return response(environ, start_response)

    def remembered(self, call):
        entry = {
            "at": time.time(),
            "caller": call.caller,  # the access key: the tests' own calls are told from the worker's by it
            "service": call.service,
            "operation": call.operation,
            "parameters": json.loads(json.dumps(call.parameters, default=str)),
            "mutating": call.mutating,
            "status": None,  # none was sent: it hangs, or the reply was lost
            "errorCode": None,
        }
        self.calls.append(entry)
        return entry

    def answered(self, call):
        if call.operation == "SimulatePrincipalPolicy":
            return front_iam.simulated(call, self.faults)
        if call.operation == "ReceiveMessage":  # may wait for a message that another call brings
            return self.asked_of_moto(call)
        with self.one_at_a_time:
            front_fleets.settle()
            front_services.settle()
            return self.asked_of_moto(call)

    def asked_of_moto(self, call):
        body, status, headers = run_wsgi_app(self.moto, call.for_moto(), buffered=True)
        status = int(status.split()[0])
        body = b"".join(body)
        translated, body = call.from_moto(status, list(headers), body)
        return status, translated, body

    def hung_up(self, environ, start_response, entry):
        entry["errorCode"] = "no reply"
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        start_response("500 nobody reads this", [])  # the server wants one before it notices that nobody is there
        return []

    def steered(self, request):
        what = (request.method, request.path.removeprefix("/_front/"))
        if what == ("GET", "calls"):
            return Response(json.dumps(self.calls), mimetype="application/json")
        if what == ("GET", "faults"):
            return Response(json.dumps(self.faults.listed()), mimetype="application/json")
        if request.method == "GET" and what[1].startswith("faults/"):
            name = unquote(what[1].removeprefix("faults/"))
            return Response(json.dumps(self.faults.listed(name)), mimetype="application/json")
        if what == ("DELETE", "faults"):
            self.faults.clear()
        elif request.method == "DELETE" and what[1].startswith("faults/"):
            self.faults.clear(unquote(what[1].removeprefix("faults/")))
        elif what == ("POST", "faults"):
            wanted = request.get_json(force=True)
            for fault in wanted if isinstance(wanted, list) else [wanted]:
                self.faults.add(fault)
        elif what == ("POST", "settings"):
            SETTINGS.change(request.get_json(force=True))
        elif what == ("POST", "reset"):
            self.reset()
        else:
            return Response(__doc__, 404)
        return Response(status=204)

    def reset(self):
        self.faults.clear()
        with self.one_at_a_time:
            SETTINGS.reset()
            self.calls.clear()
            moto_api_backend.reset()


class Handler(MotoRequestHandler):
    def log_request(self, *_):
        """The calls are remembered; a line for each on standard error would drown what moto has to say."""


def end_with_parent():
    """A test process that was killed cannot end the front; the pipe to it closes all the same."""
    sys.stdin.read()
    os._exit(0)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--port", type=int, default=0, help="0 takes a free one")
    options.add_argument("--end-with-stdin", action="store_true", help="end when standard input closes")
    options = options.parse_args()
    if options.end_with_stdin:
        threading.Thread(target=end_with_parent, daemon=True).start()
    server = make_server("127.0.0.1", options.port, Front(), threaded=True, request_handler=Handler)
    print(f"moto_front is ready at http://127.0.0.1:{server.port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
