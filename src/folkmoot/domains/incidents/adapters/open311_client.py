"""Ask an Open311 server of somebody else, in XML or JSON. Only the address that was configured is called."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

from .endpoints import Endpoint

SECONDS = 20.0
LARGEST_ANSWER = 4 * 1024 * 1024
TRY_LATER = (408, 425, 429)


class Unreachable(Exception):
    """It did not answer, or not in a way that can be read; trying again later may help."""


class RefusedThere(Exception):
    """It answered that it will not take this; trying again does not help."""


@dataclass(frozen=True)
class Sent:
    """What a server gave for a new request: its number, or a token for it."""

    number: str
    token: str


@dataclass(frozen=True)
class Seen:
    """How a request stands there. `is_closed`: its status; `notes` as written there."""

    number: str
    is_closed: bool
    notes: str


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """What a resident wrote goes to the address that was set, and is not sent on."""

    def redirect_request(self, *_args: object) -> None:
        return None


def send(endpoint: Endpoint, fields: Mapping[str, str]) -> Sent:
    """Post a new request. Raises Unreachable or RefusedThere; after Unreachable it may be there all the same."""
    given = {**fields, "api_key": endpoint.api_key}
    request = _first(_ask(endpoint, "requests", post=given))
    sent = Sent(_text(request, "service_request_id"), _text(request, "token"))
    if not (sent.number or sent.token):
        raise Unreachable("It gave neither a number nor a token.")
    return sent


def number_of(endpoint: Endpoint, token: str) -> str:
    """The number behind a token; "" while there is none."""
    return _text(_first(_ask(endpoint, f"tokens/{quote(token, safe='')}")), "service_request_id")


def look(endpoint: Endpoint, number: str) -> Seen | None:
    """How a request stands; None where it is not shown."""
    found = _ask(endpoint, f"requests/{quote(number, safe='')}")
    return _seen(_first(found)) if found else None


def find(endpoint: Endpoint, *, code: str, mark: str, since: datetime) -> str:
    """The number of the request whose description holds `mark`, among those sent there from `since` on; "" for none."""
    start = (since - timedelta(days=1)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    end = (since + timedelta(days=80)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = _ask(endpoint, "requests", query={"service_code": code, "start_date": start, "end_date": end})
    return next((_text(each, "service_request_id") for each in found if mark in _text(each, "description")), "")


def _seen(request: Mapping[str, Any]) -> Seen:
    number, status = _text(request, "service_request_id"), _text(request, "status").lower()
    return Seen(number, status == "closed", _text(request, "status_notes")[:2000])


def _ask(
    endpoint: Endpoint, path: str, *, query: Mapping[str, str] | None = None, post: Mapping[str, str] | None = None
) -> list[Mapping[str, Any]]:
    """The requests in an answer, each a mapping."""
    named = {"jurisdiction_id": endpoint.jurisdiction} if endpoint.jurisdiction else {}
    address = f"{endpoint.url}/{path}.{endpoint.form}"
    if post is None and (asked := {**named, **(query or {})}):
        address += f"?{urlencode(asked)}"
    body = urlencode({**named, **post}).encode() if post is not None else None
    request = urllib.request.Request(address, data=body, headers={"User-Agent": "Folkmoot", "Accept": "*/*"})  # noqa: S310 – checked when it was read
    try:
        with urllib.request.build_opener(_NoRedirects).open(request, timeout=SECONDS) as answered:
            content = answered.read(LARGEST_ANSWER + 1)
    except urllib.error.HTTPError as error:
        with error:
            told = error.read(2000)
        said = f"{error.code} {_errors(endpoint, told)}".strip()
        if error.code < 500 and error.code not in TRY_LATER:
            raise RefusedThere(said) from error
        raise Unreachable(said) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(str(error)) from error
    if len(content) > LARGEST_ANSWER:
        raise Unreachable("Its answer is too long.")
    return _requests(endpoint, content)


def _requests(endpoint: Endpoint, content: bytes) -> list[Mapping[str, Any]]:
    try:
        if endpoint.form == "json":
            found = json.loads(content)
        else:
            found = [{field.tag: field.text or "" for field in each} for each in _parsed(content).iter("request")]
    except (ValueError, RecursionError, ET.ParseError) as error:
        raise Unreachable(f"Its answer cannot be read: {error}") from error
    if not isinstance(found, list):
        raise Unreachable("Its answer is no list.")
    return [each for each in found if isinstance(each, dict)]


def _parsed(content: bytes) -> ET.Element:
    """Answers of the standard declare no document type; one that does could make the reader work without end."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("It declares a document type.")
    return ET.fromstring(content)  # noqa: S314 – bounded in length, and without a document type


def _errors(endpoint: Endpoint, told: bytes) -> str:
    try:
        if endpoint.form == "json":
            found = [str(each.get("description", "")) for each in json.loads(told)]
        else:
            found = [each.text or "" for each in _parsed(told).iter("description")]
    except (ValueError, TypeError, AttributeError, RecursionError, ET.ParseError):
        return ""
    return " ".join(found)[:250]


def _first(found: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    if not found:
        raise Unreachable("Its answer is empty.")
    return found[0]


def _text(request: Mapping[str, Any], name: str) -> str:
    """Numbers come as numbers from some servers."""
    value = request.get(name)
    return "" if value is None or isinstance(value, dict | list | bool) else str(value).strip()[:4000]
