"""cases.yaml → cases with what happened in them, by the same actions as at the desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.notify.enums import Medium
from folkmoot_core.packfiles import Report, YamlMap, read_yaml_list
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.values import Invalid

from ...enums import FINDINGS, Kind, RemedyKind
from ...models import Case, Reason, Unit
from ..acknowledge import acknowledge
from ..log import Origin, Said, Whose, log_case
from ..remedies import add_remedy, mark_done
from ..respond import Found, respond

KNOWN = (
    *("key", "received", "channel", "kind", "summary", "words", "wanted", "unit", "reasons", "person"),
    *("confidential", "acknowledged", "answered"),
)
PERSON = ("name", "medium", "email", "telephone", "postal", "postcode", "on_behalf_of", "may_speak", "adjustments")


def read_cases(path: Path, report: Report, by: Actor, today: date) -> int:
    """How many are new. One whose key is known stays as it is."""
    units = {unit.key: unit for unit in Unit.objects.select_related("organisation")}
    reasons = set(Reason.objects.values_list("key", flat=True))
    new = 0
    for row in read_yaml_list(path, report):
        row.unknown(KNOWN)
        key = row.key("key")
        if not key or Arrival.objects.filter(key=arrival_key(key)).exists():
            continue
        new += 1
        try:
            _read_case(row, key, units=units, reasons=reasons, by=by, today=today)
        except Invalid as problem:
            for fault in problem.faults:
                row.fault("key", fault.message, fault.mend)
    return new


def arrival_key(key: str) -> str:
    """What the log of arrivals knows a case of a pack by. Not what a form could send."""
    return f"pack-case:{key}"[:64]


def _read_case(row: YamlMap, key: str, *, units: dict[str, Unit], reasons: set[str], by: Actor, today: date) -> None:
    unit, given = row.key("unit", blank=True), row.texts("reasons", blank=True)
    if unit and unit not in units:
        row.fault("unit", _("There is no unit “%s”.") % unit, mend_name(unit, units))
    for each in given:
        if each not in reasons:
            row.fault("reasons", _("There is no reason “%s”.") % each, mend_name(each, reasons))
    person = row.map("person", blank=True)
    person.unknown(PERSON)
    said = Said(
        words=row.text("words", 20_000),
        kind=row.choice("kind", Kind.values),
        summary=row.text("summary", 200),
        wanted=row.text("wanted", 5000, blank=True),
        unit=units.get(unit),
        reasons=[each for each in given if each in reasons],
        is_confidential=row.flag("confidential", default=False),
    )
    origin = Origin(
        channel=row.choice("channel", Channel.values),
        key=arrival_key(key),
        received_on=row.date("received", today=today),
    )
    whose = Whose(
        **{name: person.text(name, 500, blank=True) for name in PERSON if name != "medium"}, medium=_medium(person)
    )
    if not (said.kind and said.words and origin.channel and origin.received_on):
        return
    case = log_case(said=said, origin=origin, whose=whose, by=by).case
    _go_through(row, case, by, today)


def _medium(person: YamlMap) -> str:
    return person.choice("medium", Medium.values, blank=True) if len(person) else ""


def _go_through(row: YamlMap, case: Case, by: Actor, today: date) -> None:
    """What happened in it, step by step. Nobody is written to: these people do not exist, or know already."""
    first = row.map("acknowledged", blank=True)
    first.unknown(("on", "points"))
    if len(first):
        acknowledge(case=case, by=by, on=first.date("on", today=today), points=first.texts("points"))
    answer = row.map("answered", blank=True)
    answer.unknown(("on", "found", "remedies"))
    if not len(answer):
        return
    found = {}
    for number, each in enumerate(answer.maps("found"), 1):
        each.unknown(("outcome", "because"))
        found[number] = Found(
            each.choice("outcome", [str(outcome) for outcome in FINDINGS]), each.text("because", 5000)
        )
    respond(case=case, found=found, by=by, on=answer.date("on", today=today))
    for each in answer.maps("remedies", blank=True):
        each.unknown(("kind", "words", "amount", "owner", "due", "done"))
        due = each.date("due", today=today)
        if due is None:
            continue
        remedy = add_remedy(
            case=case,
            kind=each.choice("kind", RemedyKind.values),
            words=each.text("words", 500),
            amount=None,
            owner_name=each.text("owner", 200),
            due_on=due,
            by=by,
        )
        if done := each.date("done", today=today, blank=True):
            mark_done(remedy=remedy, on=done, note="", by=by)
