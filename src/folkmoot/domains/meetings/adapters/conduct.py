"""Rows of conduct to the values that the rules read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from folkmoot_core.meetings import dispensations as core_dispensations
from folkmoot_core.meetings import presence, quorum, substitutes
from folkmoot_core.meetings.interests import Kind, Regime, regime_on

from ..enums.conduct import Capacity, Interest, InterestCode, Presence, Step
from ..models import Attendance, ConductRules, Dispensation, Movement

SEATED = (Capacity.CHAIR, Capacity.MEMBER, Capacity.SUBSTITUTE)
HERE = (Presence.PRESENT, Presence.REMOTE)


def quorum_rule(rules: ConductRules) -> quorum.QuorumRule:
    groups = {str(name): int(least) for name, least in (rules.quorum_groups or {}).items()}
    if rules.quorum_number:
        return quorum.QuorumRule(number=rules.quorum_number, each_group=groups, source=rules.source)
    part = Fraction(rules.quorum_top, rules.quorum_bottom)
    return quorum.QuorumRule(
        fraction=part, at_least=rules.quorum_at_least, each_group=groups, source=rules.source or "Standing orders"
    )


def substitute_rule(rules: ConductRules) -> substitutes.SubstituteRule:
    return substitutes.SubstituteRule(
        allowed=rules.has_substitutes,
        same_group=rules.same_group,
        most_of_group=rules.most_substitutes,
        source=rules.source or substitutes.BALANCE,
    )


def regime_for(rules: ConductRules, day: date) -> Regime:
    """Raises ValueError for a day before the first rules kept here."""
    return regime_on(day, voluntary=rules.interest_code == InterestCode.VOLUNTARY)


def kinds_for(rules: ConductRules, day: date) -> list[tuple[str, str]]:
    """What can be declared at a meeting of that day, for a form; [] where the rules of the day are not kept."""
    try:
        regime = regime_for(rules, day)
    except ValueError:
        return []
    return [(kind.value, str(Interest(kind.value).label)) for kind in regime.kinds]


def core_kind(interest: str) -> Kind:
    return Kind(interest)


def dispensation_values(rows: Iterable[Dispensation]) -> list[core_dispensations.Dispensation]:
    return [
        core_dispensations.Dispensation(each.granted_on, each.first, each.last, each.may_vote, each.subject)
        for each in rows
    ]


def seated(rows: Iterable[Attendance]) -> tuple[presence.Seated, ...]:
    """Those who act as members today and are here. A substitute sits in the absent member's seat."""
    return tuple(
        presence.Seated(str(each.pk), str(each.substitute_for_id or each.pk), each.name, each.group)
        for each in rows
        if each.capacity in SEATED and each.presence in HERE and each.can_vote
    )


def movement_values(rows: Iterable[Movement], places: dict[int, int]) -> tuple[presence.Movement, ...]:
    """`places` is {item: its place in the order of business}."""
    steps = {Step.CAME: presence.Step.CAME, Step.LEFT: presence.Step.LEFT}
    return tuple(
        presence.Movement(str(each.attendance_id), steps[Step(each.step)], places[each.item_id], each.pk)
        for each in rows
        if each.item_id in places
    )
