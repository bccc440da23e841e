"""Reports go to another system over Open311, each once, and what becomes of them there comes back."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from django.utils import timezone
from tests.factories.incidents import CategoryFactory, County, reported

from folkmoot.domains.incidents.actions.handover import exchange_with_others
from folkmoot.domains.incidents.adapters.endpoints import endpoints, faults_of_endpoints
from folkmoot.domains.incidents.models import Category, Handover, Incident
from folkmoot.ground.notify.models import Message

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LATER = NOW + timedelta(minutes=20)


class OtherSystem:
    """An Open311 server of somebody else, on this machine. `fault` is how it fails: a status, or "lost" for one that
    keeps a request and dies before it answers."""

    def __init__(self) -> None:
        self.requests: dict[str, dict[str, Any]] = {}
        self.posts = 0
        self.fault: int | str = 0
        self.tokens = False
        self.form = "json"
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_args: object) -> None:
                pass

            def do_GET(self) -> None:
                if outer.fault and outer.fault != "lost":
                    return self.answer([{"code": outer.fault, "description": "Closed for lunch"}], int(outer.fault))
                path = urlsplit(self.path).path.rpartition(".")[0].strip("/").split("/")
                if path[0] == "tokens":
                    return self.answer([{"service_request_id": path[1].removeprefix("t"), "token": path[1]}])
                if len(path) == 2:
                    return self.answer([outer.requests[path[1]]] if path[1] in outer.requests else [])
                return self.answer(list(outer.requests.values()))

            def do_POST(self) -> None:
                given = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                outer.posts += 1
                if isinstance(outer.fault, int) and outer.fault:
                    return self.answer([{"code": outer.fault, "description": "No such service"}], outer.fault)
                number = str(1000 + outer.posts)
                outer.requests[number] = {
                    "service_request_id": number,
                    "status": "open",
                    "status_notes": "",
                    **{name: values[0] for name, values in given.items()},
                }
                if outer.fault == "lost":
                    self.close_connection = True
                    return None
                return self.answer([{"token": f"t{number}"} if outer.tokens else {"service_request_id": number}])

            def answer(self, found: list[dict[str, Any]], status: int = 200) -> None:
                root = ("errors", "error") if status >= 400 else ("service_requests", "request")
                if outer.form == "xml":
                    items = "".join(
                        f"<{root[1]}>" + "".join(f"<{k}>{v}</{k}>" for k, v in each.items()) + f"</{root[1]}>"
                        for each in found
                    )
                    content = f'<?xml version="1.0" encoding="utf-8"?><{root[0]}>{items}</{root[0]}>'.encode()
                else:
                    content = json.dumps(found).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture(params=["json", "xml"])
def other(
    request: pytest.FixtureRequest, settings: LazySettings, tmp_path: Path, litter: Category
) -> Iterator[OtherSystem]:
    system = OtherSystem()
    system.form = request.param
    file = tmp_path / "endpoints.yaml"
    file.write_text(
        f"county:\n  url: {system.url}\n  api_key: secret\n  format: {request.param}\n  services: {{litter: '17'}}\n"
    )
    settings.OPEN311_ENDPOINTS = str(file)
    yield system
    system.server.shutdown()
    system.server.server_close()


def test_a_report_is_sent_once_and_says_nothing_of_who_reported_it(other: OtherSystem, litter: Category) -> None:
    incident = reported(litter, words="Bags by the gate.", email="ann@example.org")
    assert exchange_with_others(now=NOW) == 1
    assert exchange_with_others(now=NOW) == 0
    (sent,) = other.requests.values()
    assert (sent["service_code"], sent["lat"], sent["long"]) == ("17", "51.050000", "1.050000")
    assert incident.arrival.reference in sent["description"]
    assert "ann@example.org" not in str(sent)
    assert "Ann" not in str(sent)
    assert Handover.objects.get().remote_id == "1001"


def test_what_happens_there_is_told_here_each_once(other: OtherSystem, litter: Category) -> None:
    incident = reported(litter, email="ann@example.org")
    exchange_with_others(now=NOW)
    other.requests["1001"]["status_notes"] = "A crew is booked"
    assert exchange_with_others(now=LATER) == 1
    assert exchange_with_others(now=LATER + timedelta(hours=1)) == 0
    incident.refresh_from_db()
    assert (incident.status, incident.status_words) == ("in_progress", "A crew is booked")
    other.requests["1001"] |= {"status": "closed", "status_notes": "Cleared"}
    exchange_with_others(now=LATER + timedelta(hours=2))
    incident.refresh_from_db()
    assert (incident.status, incident.status_words) == ("fixed", "Cleared")
    assert Message.objects.filter(template="incidents/changed").count() == 2


def test_a_worker_that_dies_while_sending_sends_it_no_second_time(other: OtherSystem, litter: Category) -> None:
    reported(litter)
    other.fault = "lost"
    assert exchange_with_others(now=NOW) == 0
    assert Handover.objects.get().state == "sending"
    other.fault = 0
    assert exchange_with_others(now=LATER) == 1
    assert (other.posts, Handover.objects.get().remote_id) == (1, "1001")


def test_a_server_that_is_down_is_tried_again(other: OtherSystem, litter: Category) -> None:
    reported(litter)
    other.fault = 503
    exchange_with_others(now=NOW)
    handover = Handover.objects.get()
    assert "503" in handover.error
    assert exchange_with_others(now=NOW) == 0
    other.fault = 0
    assert exchange_with_others(now=LATER) == 1
    assert len(other.requests) == 1


def test_what_is_refused_there_stays_with_the_officers(other: OtherSystem, litter: Category) -> None:
    reported(litter)
    other.fault = 404
    exchange_with_others(now=NOW)
    handover = Handover.objects.get()
    assert (handover.state, "No such service" in handover.error) == ("refused", True)
    other.fault = 0
    assert exchange_with_others(now=LATER) == 0


def test_a_token_becomes_a_number(other: OtherSystem, litter: Category) -> None:
    other.tokens = True
    reported(litter)
    exchange_with_others(now=NOW)
    assert Handover.objects.get().state == "token"
    exchange_with_others(now=LATER)
    assert Handover.objects.get().remote_id == "1001"


def test_only_what_is_configured_is_sent(other: OtherSystem, litter: Category, county: County) -> None:
    reported(CategoryFactory(key="elsewhere", goes_to=county.district_council))
    reported(CategoryFactory(key="not-mapped", goes_to=county.council))
    reported(litter, held_because="spam")
    ended = reported(litter)
    Incident.objects.filter(pk=ended.pk).update(status="fixed")
    assert exchange_with_others(now=NOW) == 0
    assert other.posts == 0


def test_nothing_is_called_where_nothing_is_configured(litter: Category) -> None:
    reported(litter)
    assert exchange_with_others(now=NOW) == 0
    assert Handover.objects.count() == 0


def test_a_fault_in_the_file_is_told_with_its_line(settings: LazySettings, tmp_path: Path) -> None:
    file = tmp_path / "endpoints.yaml"
    file.write_text("county:\n  url: http://reports.example\n  services: {a: b}\n")
    settings.OPEN311_ENDPOINTS = str(file)
    assert endpoints() == {}
    (fault,) = faults_of_endpoints()
    assert (fault.line, "https" in fault.message) == (2, True)
