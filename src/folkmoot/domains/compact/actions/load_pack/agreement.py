"""compact.yaml → the agreement, its versions with their themes, its parties with their champions."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.clocks import NATIONAL_POLICIES, Policy, national_policy, policy_as_data, read_policy
from folkmoot_core.packfiles import Report, YamlMap, read_yaml
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.values import Invalid

from ...enums import AgreementKind, Joining, Side, VersionState
from ...models import Agreement, Champion, Party, Theme, Version

DOCUMENT = ("key", "title", "summary", "keeper", "mediator", "clock", "versions", "rules", "parties")
VERSION = (
    *("key", "title", "kind", "state", "agreed", "in_force_from", "in_force_to", "summary", "aims", "note", "source"),
    "themes",
)
PARTY = ("organisation", "side", "joining", "since", "until", "note", "champions")
CHAMPION = ("name", "post", "since", "until")
SIDES = tuple(side for side in Side.values if side != Side.JOINT)


def load_agreement(path: Path, folder: Path, report: Report, today: date) -> tuple[Agreement | None, dict[str, int]]:
    document = read_yaml(path, report)
    document.unknown(DOCUMENT)
    bodies = dict(Organisation.objects.values_list("key", "pk"))
    keeper = _body(document, "keeper", bodies)
    wanted = Agreement(
        key=document.key("key"),
        title=document.text("title", 200),
        summary=document.text("summary", 2000, blank=True),
        mediator=document.text("mediator", 1000, blank=True),
        clock=_clock(document, folder / "clocks"),
        keeper_id=keeper or 0,
    )
    versions = [_version(entry, place) for place, entry in enumerate(document.maps("versions"), start=1)]
    parties = [_party(entry, bodies) for entry in document.maps("parties", blank=True)]
    if not report.ok or keeper is None:
        return None, {}
    put_rows([wanted], existing=Agreement.objects.all(), key=("key",))
    agreement = Agreement.objects.select_related("keeper").get(key=wanted.key)
    counts = {"versions": len(versions), **_put_versions(agreement, versions)}
    counts |= _put_parties(agreement, parties)
    return agreement, counts


def _body(entry: YamlMap, field: str, bodies: dict[str, int]) -> int | None:
    named = entry.key(field)
    if named and named not in bodies:
        message = _("There is no organisation with the key “%(key)s”.") % {"key": named}
        entry.fault(field, message, mend_name(named, bodies))
    return bodies.get(named)


def _clock(document: YamlMap, home: Path) -> dict[str, Any]:
    name = document.key("clock", blank=True)
    if not name:
        return {}
    path = home / f"{name}.yaml"
    try:
        if path.exists():
            return _as_kept(read_policy(path))
    except Invalid:
        # Told with the clocks of the pack.
        return {}
    if name in NATIONAL_POLICIES:
        return _as_kept(national_policy(name))
    known = [*NATIONAL_POLICIES, *(each.stem for each in home.glob("*.yaml"))]
    document.fault("clock", _("There is no clock “%s”.") % name, mend_name(name, known))
    return {}


def _as_kept(policy: Policy) -> dict[str, Any]:
    """As the database gives it back, so that a second loading finds nothing changed."""
    kept: dict[str, Any] = json.loads(json.dumps(policy_as_data(policy)))
    return kept


def _partial(entry: YamlMap, name: str) -> str:
    found = entry.date(name, partial=True, blank=True)
    return str(found) if found else ""


def _version(entry: YamlMap, place: int) -> tuple[Version, list[tuple[str, str]]]:
    entry.unknown(VERSION)
    version = Version(
        key=entry.key("key"),
        title=entry.text("title", 200),
        kind=entry.choice("kind", AgreementKind.values, blank=True) or AgreementKind.COMPACT,
        state=entry.choice("state", VersionState.values),
        agreed_on=_partial(entry, "agreed"),
        in_force_from=_partial(entry, "in_force_from"),
        in_force_to=_partial(entry, "in_force_to"),
        summary=entry.text("summary", 2000, blank=True),
        aims=list(entry.texts("aims", blank=True)),
        note=entry.text("note", 2000, blank=True),
        source=entry.text("source", 300, blank=True),
        position=place,
    )
    themes = []
    for each in entry.maps("themes", blank=True):
        each.unknown(("key", "title"))
        themes.append((each.key("key"), each.text("title", 200)))
    return version, themes


def _put_versions(agreement: Agreement, wanted: list[tuple[Version, list[tuple[str, str]]]]) -> dict[str, int]:
    for version, _themes in wanted:
        version.agreement = agreement
    put_rows([version for version, _themes in wanted], existing=agreement.versions.all(), key=("agreement_id", "key"))
    keys = dict(agreement.versions.values_list("key", "pk"))
    themes = [
        Theme(version_id=keys[version.key], key=key, title=title, position=place)
        for version, themes in wanted
        for place, (key, title) in enumerate(themes, start=1)
    ]
    existing = Theme.objects.filter(version__agreement=agreement)
    put_rows(themes, existing=existing, key=("version_id", "key"))
    return {"themes": len(themes)}


def _party(entry: YamlMap, bodies: dict[str, int]) -> tuple[Party, list[Champion]]:
    entry.unknown(PARTY)
    party = Party(
        organisation_id=_body(entry, "organisation", bodies) or 0,
        side=entry.choice("side", SIDES),
        joining=entry.choice("joining", Joining.values),
        since=_partial(entry, "since"),
        until=_partial(entry, "until"),
        note=entry.text("note", 300, blank=True),
    )
    champions = []
    for each in entry.maps("champions", blank=True):
        each.unknown(CHAMPION)
        champions.append(
            Champion(
                name=each.text("name", 200),
                post=each.text("post", 200, blank=True),
                since=_partial(each, "since"),
                until=_partial(each, "until"),
            )
        )
    return party, champions


def _put_parties(agreement: Agreement, wanted: list[tuple[Party, list[Champion]]]) -> dict[str, int]:
    for party, _champions in wanted:
        party.agreement = agreement
    key = ("agreement_id", "organisation_id")
    put_rows([party for party, _champions in wanted], existing=agreement.parties.all(), key=key)
    keys = dict(agreement.parties.values_list("organisation", "pk"))
    champions = []
    for party, theirs in wanted:
        for champion in theirs:
            champion.party_id = keys[party.organisation_id]
            champions.append(champion)
    existing = Champion.objects.filter(party__agreement=agreement)
    put_rows(champions, existing=existing, key=("party_id", "name", "until"))
    return {"parties": len(wanted), "champions": len(champions)}
