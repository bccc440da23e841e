"""Which cases have been kept as long as they may, and everything that is kept of one person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from django.urls import reverse

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.public import documents_of
from folkmoot.ground.intake.models import Arrival
from folkmoot_core.casework.retention import Rule, kept_until, rule_for
from folkmoot_core.values import normalise_reference

from ..enums import Kept
from ..models import Case, Complainant, LegalHold, Referral, Remedy, RetentionRule
from .keeping import ended_cases, records_over
from .visible import visible_cases

A_LOOK = 3
FEWEST_DIGITS = 6


@dataclass
class Planned:
    """What a rule would forget: how many records, and what the first few are called and where they stand."""

    rule: RetentionRule
    number: int = 0
    first: list[tuple[str, str]] = field(default_factory=list)


def core_rules() -> list[Rule]:
    """Those for cases."""
    rows = RetentionRule.objects.filter(record=Kept.CASES)
    return [Rule(row.key, frozenset(row.kinds), row.years, row.first, row.last) for row in rows]


def cases_over(today: date) -> Iterator[tuple[Case, str]]:
    """(case, key of its rule) of all that have been kept as long as they may, and are not held."""
    for kind, ended, _number, rule in _groups_over(today):
        for case in ended_cases().filter(kind=kind, end=ended).select_related("arrival").order_by("pk"):
            yield case, rule


def _groups_over(today: date) -> list[tuple[str, date, int, str]]:
    """(kind, day of the end, how many, key of the rule), the oldest first. One query, of sums."""
    rules = core_rules()
    found = []
    if not rules:
        return []
    rows = ended_cases().order_by("end", "kind").values_list("kind", "end").annotate(n=Count("pk"))
    for kind, ended, number in rows:
        rule = rule_for(kind, ended, rules)
        if rule is not None and kept_until(ended, rule) < today:
            found.append((kind, ended, number, rule.key))
    return found


def plan_of(today: date) -> list[Planned]:
    """A dry run: every rule with what it would forget."""
    planned = {row.key: Planned(row) for row in RetentionRule.objects.all()}
    for kind, ended, number, key in _groups_over(today):
        one = planned[key]
        if not one.number:
            few = ended_cases().filter(kind=kind, end=ended).select_related("arrival").order_by("pk")[:A_LOOK]
            one.first = [called(case) for case in few]
        one.number += number
    for one in planned.values():
        if one.rule.record != Kept.CASES:
            over = records_over(one.rule, today)
            one.number = over.count()
            one.first = [called(row) for row in over[:A_LOOK]]
    return list(planned.values())


def called(row: Model) -> tuple[str, str]:
    """What a record that is kept is called, and where it stands ('': nowhere by itself)."""
    if isinstance(row, Remedy):
        return called(row.case)
    if isinstance(row, Case):
        return row.arrival.reference, reverse("complaints:show_case", args=[row.arrival.reference])
    if isinstance(row, Arrival):
        return row.reference, reverse("intake:show_arrival", args=[row.reference])
    if isinstance(row, Referral):
        return row.theirs, reverse("complaints:show_referral", args=[row.pk])
    return str(row), ""


def holds() -> QuerySet[LegalHold]:
    """Those that stand, the newest first."""
    return LegalHold.objects.filter(lifted_at=None).select_related("case__arrival", "arrival", "referral")


def cases_of(typed: str, actor: Actor) -> list[Case]:
    """All cases of one person that the actor may read: who has this e-mail address or telephone number, or whom the
    case of this reference is from (then also what came from the same address or number)."""
    known, own = _known_by(typed.strip(), actor)
    found = Q(pk__in=own)
    if known:
        found |= Q(pk__in=Complainant.objects.filter(known).values("case_id"))
    return list(visible_cases(actor).filter(found).select_related("arrival", "unit").order_by("pk"))


def _known_by(typed: str, actor: Actor) -> tuple[Q, list[int]]:
    """By what a person is found, and the number of the case that was named."""
    if "@" in typed:
        return Q(email=typed.lower()), []
    reference = normalise_reference(typed)
    case = visible_cases(actor).filter(arrival__reference=reference).first() if reference else None
    if case is None:
        return _rung_at(typed), []
    person = Complainant.objects.filter(case=case).first()
    if person is None:
        return Q(), [case.pk]
    return (Q(email=person.email) if person.email else Q()) | _rung_at(person.telephone), [case.pk]


def _rung_at(number: str) -> Q:
    """People with this telephone number, however it was spaced; nobody where it holds too few digits to be one."""
    digits = [each for each in number if each.isascii() and each.isdigit()]
    if len(digits) < FEWEST_DIGITS:
        return Q()
    return Q(telephone__regex=r"^[^0-9]*" + "[^0-9]*".join(digits) + r"[^0-9]*$")


def everything_of(cases: list[Case]) -> dict[str, Any]:
    """What is kept of one person, as she may ask for it (UK GDPR, article 15), in words of plain JSON. Notes of
    officers about her are part of it."""
    return {"cases": [_case(case) for case in cases]}


def _case(case: Case) -> dict[str, Any]:
    person = getattr(case, "complainant", None)
    kept = ("name", "medium", "email", "telephone", "postal", "postcode", "on_behalf_of", "may_speak", "adjustments")
    return {
        "reference": str(case.arrival.reference),
        "kind": str(case.get_kind_display()),
        "received_on": case.received_on.isoformat(),
        "state": str(case.get_state_display()),
        "service": case.unit.name if case.unit else "",
        "words": case.arrival.words,
        "wanted": case.wanted,
        "person": {name: getattr(person, name) for name in kept} if person else {},
        "points": [
            {"words": point.words, "found": [str(each.get_outcome_display()) for each in point.findings.all()]}
            for point in case.points.prefetch_related("findings")
        ],
        "letters": [
            {"on": each.on.isoformat(), "from_us": each.direction == "out", "subject": each.subject, "body": each.body}
            for each in case.letters.all()
        ],
        "notes": [{"at": each.at.isoformat(), "words": each.words} for each in case.notes.all()],
        "events": [{"on": each.on.isoformat(), "what": str(each.get_kind_display())} for each in case.events.all()],
        "files": [each.download_name or each.title for each in documents_of(case).order_by("pk")],
        "promised": [{"words": each.words, "due_on": each.due_on.isoformat()} for each in case.remedies.all()],
    }
