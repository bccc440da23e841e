"""Which bodies keep reports in a system of their own, and how that is reached: a file of whoever runs the site. Without
the file nothing is sent anywhere.

    the_county_council:                      # the organisation's key
      url: https://reports.example/open311/v2
      api_key: secret
      jurisdiction_id: reports.example       # if it serves several
      format: xml                            # or json
      since: 2026-04-01                      # reports from this day on
      services: {pothole: "17", tree: "21"}  # our categories, and its codes; what is not named stays here
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from folkmoot_core.packfiles import Report, YamlMap, read_yaml
from folkmoot_core.values import Fault

KNOWN = ("url", "api_key", "jurisdiction_id", "format", "since", "services")
FORMS = ("json", "xml")


@dataclass(frozen=True)
class Endpoint:
    """An Open311 server of a body. `services` is {our category: its code}."""

    organisation: str
    url: str
    api_key: str = field(repr=False)
    jurisdiction: str
    form: str
    since: date | None
    services: dict[str, str]


def endpoints() -> dict[str, Endpoint]:
    """{organisation's key: endpoint}; those at fault are left out. Reads the file each time: the worker asks once a
    minute, and nobody else."""
    return _read()[0]


def faults_of_endpoints() -> tuple[Fault, ...]:
    return _read()[1]


def _read() -> tuple[dict[str, Endpoint], tuple[Fault, ...]]:
    if not settings.OPEN311_ENDPOINTS:
        return {}, ()
    path = Path(settings.OPEN311_ENDPOINTS)
    report = Report(path.parent)
    document = read_yaml(path, report)
    found = {}
    for key in document:
        before = len(report.faults)
        endpoint = _endpoint(key, document.map(key))
        if len(report.faults) == before:
            found[key] = endpoint
    return found, tuple(report.faults)


def _endpoint(key: str, entry: YamlMap) -> Endpoint:
    entry.unknown(KNOWN)
    url = entry.text("url").rstrip("/")
    parts = urlsplit(url)
    local = parts.hostname in ("localhost", "127.0.0.1")
    if url and (parts.scheme != "https" and not (local and parts.scheme == "http")):
        entry.fault("url", "The address must begin with https:// (or be on this machine).", "Write it whole.")
    services = entry.map("services")
    return Endpoint(
        organisation=key,
        url=url,
        api_key=entry.text("api_key", blank=True),
        jurisdiction=entry.text("jurisdiction_id", blank=True),
        form=entry.choice("format", FORMS, blank=True) or "xml",
        since=entry.date("since", blank=True),
        services={name: services.text(name) for name in services},
    )
