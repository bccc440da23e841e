"""Read terms of reference, profiles and boards from YAML, and rules from what a form or a database row holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from folkmoot_core.composition.kinds import KINDS
from folkmoot_core.composition.rules import Duty, Field, Profile, Rule
from folkmoot_core.composition.values import Board, Event, EventKind, Seat, Waiver
from folkmoot_core.packfiles import Report, YamlMap, read_yaml
from folkmoot_core.values import Fault, Invalid

PROFILES = ("council-committee", "executive", "joint-committee", "overview-and-scrutiny", "voluntary-board")
_RULE = ("key", "kind", "words", "source", "from", "until")
_SEAT = (
    "person",
    "role",
    "tier",
    "category",
    "standing",
    "party",
    "on_behalf_of",
    "from",
    "until",
    "notice",
    "also_on",
)
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of reference of some bodies: their profile and their own rules, from when, and where they stand."""

    bodies: tuple[str, ...]
    profile: str
    first: date | None
    source: str
    rules: tuple[Rule, ...]
    waivers: tuple[Waiver, ...] = ()


@cache
def profile(key: str) -> Profile:
    """A governance profile that comes with the software. Raises Invalid for a key that is not in `PROFILES`."""
    if key not in PROFILES:
        raise Invalid([Fault("profile", f"There is no profile “{key}”.", f"Use one of: {', '.join(PROFILES)}.")])
    with as_file(files("folkmoot_core.composition") / "profiles" / f"{key}.yaml") as path:
        report = Report(path.parent)
        document = read_yaml(path, report)
        document.unknown(("key", "title", "summary", "source", "rules", "duties"))
        found = Profile(
            document.key("key"),
            document.text("title", 200),
            document.text("summary", _MOST),
            document.text("source", _MOST),
            read_rules(document),
            tuple(_duty(each) for each in document.maps("duties", blank=True)),
        )
        report.raise_if_any()
    return found


def read_terms(path: Path, report: Report) -> Terms:
    """The terms in a file of a pack; faults go to `report`."""
    document = read_yaml(path, report)
    document.unknown(("bodies", "profile", "from", "source", "rules", "waivers"))
    return Terms(
        bodies=document.texts("bodies"),
        profile=document.choice("profile", PROFILES),
        first=document.date("from", blank=True),
        source=document.text("source", 300),
        rules=read_rules(document),
        waivers=tuple(_waiver(each) for each in document.maps("waivers", blank=True)),
    )


def read_rules(document: YamlMap) -> tuple[Rule, ...]:
    """The rules of a document under `rules`, in order; one that cannot be read is left out, with its fault."""
    rules: dict[str, Rule] = {}
    for section in document.maps("rules", blank=True):
        rule = _rule(section)
        if rule is not None and rule.key in rules:
            section.fault("key", f"There is a rule “{rule.key}” already.", "Give each rule a key of its own.")
        elif rule is not None:
            rules[rule.key] = rule
    return tuple(rules.values())


def _rule(section: YamlMap) -> Rule | None:
    kind = KINDS.get(section.choice("kind", tuple(KINDS)))
    if kind is None:
        return None
    names = [each.name for each in kind.fields]
    section.unknown((*_RULE, *names, *(["exactly"] if "least" in names and "most" in names else [])))
    settings = {each.name: _setting(section, each) for each in kind.fields if each.name in section or each.needed}
    if "exactly" in section:
        settings |= dict.fromkeys(("least", "most"), section.whole("exactly", 0, _MOST))
    wrong = kind.fits(settings)
    if wrong:
        section.fault("", wrong, "Mend the numbers.")
    return Rule(
        key=section.key("key"),
        kind=kind.key,
        words=section.text("words", 300),
        settings={name: value for name, value in settings.items() if value not in (None, ())},
        source=section.text("source", 300, blank=True),
        first=section.date("from", blank=True),
        until=section.date("until", blank=True),
    )


def _setting(section: YamlMap, field: Field) -> Any:
    blank = not field.needed
    if field.type == "keys":
        return section.texts(field.name, blank=blank)
    if field.type == "flag":
        return section.flag(field.name, default=False)
    return section.whole(field.name, 0 if field.type == "count" else 1, _MOST, blank=blank)


def make_rule(values: Mapping[str, Any]) -> Rule:
    """A rule from plain values: those of `Rule`, dates as dates. Raises Invalid where it makes no sense."""
    kind = KINDS.get(str(values["kind"]))
    if kind is None:
        raise Invalid([Fault("kind", "There is no such kind of rule.", f"Use one of: {', '.join(KINDS)}.")])
    settings = {name: value for name, value in dict(values["settings"]).items() if value not in (None, "", [], ())}
    faults = [
        Fault(each.name, "This is needed.", "Fill it in.")
        for each in kind.fields
        if each.needed and each.name not in settings
    ]
    wrong = kind.fits(settings)
    if wrong:
        faults.append(Fault("least", wrong, ""))
    if faults:
        raise Invalid(faults)
    return Rule(**{**values, "settings": settings})


def _duty(section: YamlMap) -> Duty:
    section.unknown(("key", "words", "source", "from", "until"))
    return Duty(
        section.key("key"),
        section.text("words", 500),
        section.text("source", 300),
        section.date("from", blank=True),
        section.date("until", blank=True),
    )


def _waiver(section: YamlMap) -> Waiver:
    section.unknown(("rule", "given_by", "why", "from", "until"))
    return Waiver(
        section.key("rule"),
        section.text("given_by", 200),
        section.text("why", _MOST),
        section.date("from") or date.min,
        section.date("until", blank=True),
    )


@dataclass(frozen=True, slots=True)
class Described:
    """A board with its terms, as one file describes both."""

    board: Board
    rules: tuple[Rule, ...]
    waivers: tuple[Waiver, ...]
    profile: str


def read_board(path: Path) -> Described:
    """The board in a YAML file: `key`, `name`, `profile`, `began`, `members`, `events`, `rules`, `waivers`.

    Raises Invalid with every fault and its line.
    """
    report = Report(path.parent)
    document = read_yaml(path, report)
    document.unknown(("key", "name", "profile", "began", "members", "events", "rules", "waivers"))
    chosen = document.choice("profile", PROFILES, blank=True)
    board = Board(
        document.key("key"),
        document.text("name", 200),
        tuple(_seat(each) for each in document.maps("members", blank=True)),
        tuple(_event(each) for each in document.maps("events", blank=True)),
        document.date("began", partial=True, blank=True),
    )
    own = read_rules(document)
    waivers = tuple(_waiver(each) for each in document.maps("waivers", blank=True))
    report.raise_if_any()
    return Described(board, rules_of(chosen, own), waivers, chosen)


def rules_of(profile_key: str, own: Sequence[Rule]) -> tuple[Rule, ...]:
    """The profile's rules and a body's own; an own rule takes the place of the profile's with the same key."""
    keys = {rule.key for rule in own}
    common = profile(profile_key).rules if profile_key else ()
    return (*(rule for rule in common if rule.key not in keys), *own)


def _seat(section: YamlMap) -> Seat:
    section.unknown(_SEAT)
    return Seat(
        person=section.text("person", 200, blank=True),
        role=section.text("role", 120, blank=True),
        tier=section.text("tier", 40, blank=True),
        category=section.text("category", 80, blank=True),
        standing=section.text("standing", 20, blank=True),
        party=section.text("party", 80, blank=True),
        organisation=section.text("on_behalf_of", 80, blank=True),
        starts=section.date("from", partial=True, blank=True),
        ends=section.date("until", partial=True, blank=True),
        notice=section.date("notice", blank=True),
        also_on=frozenset(section.texts("also_on", blank=True)),
    )


def _event(section: YamlMap) -> Event:
    section.unknown(("kind", "on", "number"))
    kind = section.choice("kind", tuple(EventKind)) or EventKind.MET
    return Event(EventKind(kind), section.date("on") or date.min, section.whole("number", 0, _MOST, blank=True))
