"""The way to a language model, tried on a stand-in on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from folkmoot.site.language_model import LanguageModelServer, language_model
from folkmoot_core.themes.drafting import ClearedComment, draft_theme
from folkmoot_core.values import Invalid


class StandIn(ThreadingHTTPServer):
    """Answers as it is told, and keeps what it was asked. `release` lets a slow answer go."""

    status = 200
    body = b""
    slow = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str | None, dict[str, object]]] = []
        self.release = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def says(self, content: object) -> None:
        self.body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


class Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], body))
        if self.server.slow:
            self.server.release.wait()
            return
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", f"{self.server.url}/elsewhere")
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.release.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_is_off_unless_it_is_turned_on() -> None:
    assert language_model({}) is None
    assert language_model({"FOLKMOOT_LANGUAGE_MODEL_URL": " "}) is None
    with pytest.raises(Invalid, match="No model is named"):
        language_model({"FOLKMOOT_LANGUAGE_MODEL_URL": "http://localhost/v1"})
    with pytest.raises(Invalid, match="not the address of a server"):
        language_model({"FOLKMOOT_LANGUAGE_MODEL_URL": "file:///etc/passwd", "FOLKMOOT_LANGUAGE_MODEL": "m"})


def test_a_draft_comes_from_the_server(stand_in: StandIn) -> None:
    stand_in.says('{"title": "Late buses", "description": "They come late."}')
    settings = {"URL": f"{stand_in.url}/", "": "little-one", "KEY": "secret"}
    server = language_model({f"FOLKMOOT_LANGUAGE_MODEL_{name}".rstrip("_"): each for name, each in settings.items()})
    assert server is not None
    assert "secret" not in repr(server)
    draft = draft_theme(server, ["bus"], [ClearedComment("The bus is late", "redaction")])
    assert (draft.title, draft.model, draft.origin) == ("Late buses", "little-one", "drafted by machine")
    [(path, key, body)] = stand_in.asked
    assert (path, key, body["model"], body["temperature"]) == ("/v1/chat/completions", "Bearer secret", "little-one", 0)
    assert "The bus is late" in json.dumps(body["messages"])


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (500, b"{}", "answered 500"),
        (401, b"{}", "answered 401"),
        (302, b"", "answered 302"),
        (200, b"<html>", "not one of a language model"),
        (200, b"{}", "not one of a language model"),
        (200, b'{"choices": [{"message": {"content": null}}]}', "answered without words"),
        (200, b'"' + b"a" * 1_000_001 + b'"', "not one of a language model"),
    ],
)
def test_a_server_in_trouble_is_told_in_a_sentence(stand_in: StandIn, status: int, body: bytes, told: str) -> None:
    stand_in.status, stand_in.body = status, body
    with pytest.raises(Invalid, match=told):
        LanguageModelServer(stand_in.url, "m").answer("draft", "this")
    assert len(stand_in.asked) == 1  # what residents wrote is not sent on


def test_it_does_not_wait_for_ever(stand_in: StandIn) -> None:
    stand_in.slow = True
    with pytest.raises(Invalid, match=r"no answer in 0\.2 seconds"):
        LanguageModelServer(stand_in.url, "m", seconds=0.2).answer("draft", "this")


def test_a_server_that_is_not_there(stand_in: StandIn) -> None:
    with pytest.raises(Invalid, match="cannot be reached"):
        LanguageModelServer("http://127.0.0.1:1/v1", "m").answer("draft", "this")
