"""Boards with their rules, and what the rules say of them on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from folkmoot.ground.bodies.models import Membership, Organisation
from folkmoot.ground.bodies.public import all_sittings, holds_on
from folkmoot_core.composition import Board, Duty, Finding, Rule, Verdict, check_board, contradictions, profile

from ..adapters.boards import board_of, profile_on, rules_on, waiver_of
from ..models import BoardEvent, BoardRule, Governance, Waiver
from .balance import SHARING, balances
from .meeting_dates import meeting_dates


@dataclass(frozen=True)
class Checked:
    """A body on a day: its profile, rules, what each rule says, and where rules contradict each other."""

    body: Organisation
    day: date
    governance: Governance | None
    board: Board
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    duties: tuple[Duty, ...]
    contradictions: tuple[str, ...]

    def with_verdict(self, *verdicts: Verdict) -> list[Finding]:
        return [each for each in self.findings if each.verdict in verdicts]

    @property
    def broken(self) -> list[Finding]:
        return self.with_verdict(Verdict.BROKEN)

    @property
    def unknown(self) -> list[Finding]:
        return self.with_verdict(Verdict.UNKNOWN)

    @property
    def waived(self) -> list[Finding]:
        return self.with_verdict(Verdict.WAIVED)


def bodies_with_rules() -> list[Organisation]:
    """Every body that has a profile or a rule of its own, by name."""
    found = Organisation.objects.filter(governances__isnull=False) | Organisation.objects.filter(
        own_rules__isnull=False
    )
    return list(found.distinct().order_by("name"))


def checked(body: Organisation, day: date) -> Checked:
    return checked_all([body], day)[0]


def checked_all(bodies: Collection[Organisation], day: date) -> list[Checked]:
    """Each body with its rules looked at on the day. The number of queries does not grow with the bodies."""
    keys = {body.pk for body in bodies}
    governances, rules, waivers, events = (
        _by_body(model.objects.filter(body__in=keys)) for model in (Governance, BoardRule, Waiver, BoardEvent)
    )
    sittings = all_sittings()
    also_on = _bodies_of_people(sittings, day)
    by_body: dict[int, list[Membership]] = defaultdict(list)
    for each in sittings:
        by_body[each.organisation_id].append(each)
    met = meeting_dates()
    titles = dict(Organisation.objects.values_list("key", "name"))
    profiles = {body.pk: profile_on(governances[body.pk], day) for body in bodies}
    sharing = {body.parent_id for body in bodies if (one := profiles[body.pk]) and one.profile in SHARING}
    stands = balances([council for council in sharing if council], by_body, day)
    found = []
    for body in bodies:
        governance = profiles[body.pk]
        key = governance.profile if governance else ""
        board = board_of(
            body, by_body[body.pk], events[body.pk], met=met.get(body.key, ()), also_on=also_on, titles=titles
        )
        board = replace(board, balance=stands.get(body.pk))
        all_rules = rules_on(key, rules[body.pk])
        findings = check_board(board, all_rules, day, [waiver_of(row) for row in waivers[body.pk]])
        duties = profile(key).duties_on(day) if key else ()
        found.append(Checked(body, day, governance, board, all_rules, findings, duties, contradictions(all_rules, day)))
    return found


def duties_of(body: Organisation, day: date) -> tuple[Duty, ...]:
    """What the law asks of a body of its profile on a day; () for one without a profile."""
    governance = profile_on(list(Governance.objects.filter(body=body)), day)
    return profile(governance.profile).duties_on(day) if governance else ()


def months_of_notice(body: Organisation, day: date) -> int | None:
    """What the body's rule on notice asks; None where it has no such rule."""
    governance = profile_on(list(Governance.objects.filter(body=body)), day)
    rules = rules_on(governance.profile if governance else "", BoardRule.objects.filter(body=body))
    notices = [rule for rule in rules if rule.kind == "notice" and rule.in_force_on(day)]
    return notices[0].months("months") if notices else None


def _by_body(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows that belong to a body, by its number."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.body_id].append(row)
    return found


def _bodies_of_people(sittings: Collection[Membership], day: date) -> dict[int, frozenset[str]]:
    keys: dict[int, set[str]] = defaultdict(set)
    for each in sittings:
        if each.person_id and holds_on(each, day):
            keys[each.person_id].add(each.organisation.key)
    return {person: frozenset(bodies) for person, bodies in keys.items()}
