"""A stand-in for GOV.UK Notify on this machine: the real client talks to it over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"folkmoot-{SERVICE}-{SECRET}"


@dataclass
class StandIn:
    """What was sent to it, and what it answers: `answers` are (status, body) given before it works again."""

    url: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    take_then_fail: bool = False
    status: str = "delivered"
    calls: int = 0

    def fail(self, status: int, message: str = "It broke") -> None:
        errors = {"errors": [{"error": "BadRequestError", "message": message}], "status_code": status}
        self.answers.append((status, json.dumps(errors).encode()))


@contextmanager
def stand_in() -> Iterator[StandIn]:
    service = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.check_key()
            service.calls += 1
            if service.answers:
                return self.answer(*service.answers.pop(0))
            made = {"id": f"00000000-0000-0000-0000-{len(service.taken):012d}", "path": self.path, **sent}
            service.taken.append(made)
            if service.take_then_fail:
                service.take_then_fail = False
                return self.answer(500, b"not JSON")
            return self.answer(201, json.dumps({"id": made["id"], "reference": sent.get("reference")}).encode())

        def do_GET(self) -> None:
            self.check_key()
            service.calls += 1
            asked = urlsplit(self.path)
            if service.answers:
                return self.answer(*service.answers.pop(0))
            one = asked.path.removeprefix("/v2/notifications").strip("/")
            if one:
                return self.answer(200, json.dumps({"id": one, "status": service.status}).encode())
            reference = parse_qs(asked.query).get("reference", [""])[0]
            found = [
                {"id": made["id"], "status": "created"} for made in service.taken if made["reference"] == reference
            ]
            return self.answer(200, json.dumps({"notifications": found, "links": {}}).encode())

        def check_key(self) -> None:
            token = self.headers["Authorization"].removeprefix("Bearer ")
            assert jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})["iss"] == SERVICE

        def answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Says nothing: the test says what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
