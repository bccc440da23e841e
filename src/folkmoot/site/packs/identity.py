"""Read `pack.yaml`: what the site is called, which county it is for, its colour, and what it promises."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from folkmoot.site.colours import HEX
from folkmoot_core.packfiles import Report, YamlMap, read_yaml

KEYS = ("pack", "title", "county", "language", "timezone", "colours", "complain", "standards", "sources")
FILE = "pack.yaml"
LONGEST_TITLE = 120
PROMISES = {"outcome_within_weeks": (12, 520), "minimum_days": (84, 3650)}


def read_identity(folder: Path, report: Report) -> tuple[dict[str, Any], YamlMap]:
    """What `base.public.set_site_identity` keeps, and the document, to report what is only found out later."""
    document = read_yaml(folder / FILE, report)
    document.unknown(KEYS)
    county = document.map("county")
    county.unknown(("name", "place"))
    identity = {
        "pack": document.key("pack"),
        "name": document.text("title", LONGEST_TITLE),
        "county": county.text("name", LONGEST_TITLE),
        "county_place": county.text("place", blank=True),
        "language": _language(document),
        "timezone": _timezone(document),
        "colours": _colours(document.map("colours", blank=True)),
        "complain": _complain(document.map("complain", blank=True)),
        "standards": _standards(document.map("standards", blank=True)),
        "sources": [_source(source) for source in document.maps("sources", blank=True)],
    }
    return identity, document


def _language(document: YamlMap) -> str:
    language = document.text("language", blank=True) or settings.LANGUAGE_CODE
    known = [code for code, _name in settings.LANGUAGES]
    if language.lower() not in known:
        document.fault(
            "language", _("The site does not speak '%s'.") % language[:20], _("Use one of: %s.") % ", ".join(known)
        )
    return language


def _timezone(document: YamlMap) -> str:
    name = document.text("timezone", blank=True) or settings.TIME_ZONE
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        document.fault("timezone", _("There is no time zone '%s'.") % name[:40], _("Write it as Europe/London."))
    return name


def _colours(colours: YamlMap) -> dict[str, str]:
    colours.unknown(("brand",))
    brand = colours.text("brand", blank=True)
    if brand and not HEX.fullmatch(brand):
        colours.fault("brand", _("'%s' is not a colour.") % brand[:20], _("Write it as “#1d3f72”, in quotes."))
    return {"brand": brand} if brand else {}


def _complain(complain: YamlMap) -> dict[str, Any]:
    complain.unknown(("title", "text", "routes"))
    if not len(complain):
        return {}
    routes = complain.maps("routes", blank=True)
    for route in routes:
        route.unknown(("label", "value"))
    return {
        "title": complain.text("title", LONGEST_TITLE),
        "text": complain.text("text"),
        "routes": [{"label": route.text("label"), "value": route.text("value")} for route in routes],
    }


def _standards(standards: YamlMap) -> dict[str, int]:
    standards.unknown(tuple(PROMISES))
    return {name: standards.whole(name, 1, most, blank=True) or usual for name, (usual, most) in PROMISES.items()}


def _source(source: YamlMap) -> dict[str, str]:
    names = ("title", "licence", "used_for")
    source.unknown(names)
    return {name: source.text(name) for name in names}
