"""Rows to what the rules look at, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from folkmoot.ground.bodies.models import Membership, Organisation
from folkmoot_core.composition import Board, Event, EventKind, Rule, Seat, Waiver, rules_of
from folkmoot_core.packfiles import parse_partial

from .. import models


def board_of(
    body: Organisation,
    sittings: Iterable[Membership],
    events: Iterable[models.BoardEvent],
    *,
    met: Iterable[date] = (),
    also_on: Mapping[int, frozenset[str]] | None = None,
    titles: Mapping[str, str] | None = None,
) -> Board:
    """The body as rules look at it. `met` are days of meetings that another app knows; `also_on` is {person's number:
    keys of bodies}."""
    recorded = [Event(EventKind(each.kind), each.on, each.number) for each in events]
    days = {each.on for each in recorded if each.kind == EventKind.MET}
    recorded += [Event(EventKind.MET, day) for day in sorted(set(met) - days)]
    return Board(
        body.key,
        body.name,
        tuple(_seat(each, body.key, also_on or {}) for each in sittings),
        tuple(recorded),
        parse_partial(body.founding_date),
        titles or {},
    )


def _seat(membership: Membership, body: str, also_on: Mapping[int, frozenset[str]]) -> Seat:
    return Seat(
        person=membership.person.name if membership.person else "",
        role=membership.role,
        tier=membership.tier,
        category=membership.category,
        standing=membership.standing,
        party=membership.party,
        organisation=membership.on_behalf_of.key if membership.on_behalf_of else "",
        starts=parse_partial(membership.start_date),
        ends=parse_partial(membership.end_date),
        notice=membership.notice_given_on,
        also_on=also_on.get(membership.person_id or 0, frozenset()) - {body},
    )


def rule_of(row: models.BoardRule) -> Rule:
    return Rule(row.key, row.kind, row.words, row.settings, row.source, row.first, row.until)


def rules_on(profile: str, rows: Iterable[models.BoardRule]) -> tuple[Rule, ...]:
    """The profile's rules, then the body's own."""
    return rules_of(profile, [rule_of(row) for row in rows])


def profile_on(governances: Sequence[models.Governance], day: date) -> models.Governance | None:
    """The last one that had begun by the day."""
    begun = [each for each in governances if each.first is None or each.first <= day]
    return max(begun, key=lambda each: each.first or date.min, default=None)


def waiver_of(row: models.Waiver) -> Waiver:
    return Waiver(row.rule, row.given_by, row.why, row.first, row.until)


def plain_settings(rule: Rule) -> dict[str, Any]:
    """A rule's settings as JSON keeps them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in rule.settings.items()}
