"""How the parties of a council stand on the committees that share their seats between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from folkmoot.ground.bodies.models import Membership, Organisation
from folkmoot.ground.bodies.public import holds_on
from folkmoot_core.composition.balance import Standing, standings

from ..adapters.boards import profile_on, rules_on
from ..models import BoardRule, Governance

# Local Government and Housing Act 1989, Schedule 1, paragraph 1; Local Government Act 2000, section 9FA(6).
SHARING = ("council-committee", "overview-and-scrutiny")


def balances(
    councils: Collection[int], sittings: Mapping[int, Collection[Membership]], day: date
) -> dict[int, Standing]:
    """{a committee's number: how it stands} for all committees of these councils; of a council some of whose members
    have no party on record, none. Three queries, and none without a council."""
    parties = {council: _parties(sittings.get(council, ()), day) for council in councils}
    known = {council: found for council, found in parties.items() if found}
    if not known:
        return {}
    committees = _committees_of(set(known), day)
    found: dict[int, Standing] = {}
    for council, own in known.items():
        sizes, sitting = {}, {}
        for committee, size in committees[council]:
            on_the_day = [each for each in sittings.get(committee, ()) if holds_on(each, day)]
            listed = Counter(each.party for each in on_the_day if each.person_id and each.party)
            vacant = sum(1 for each in on_the_day if not each.person_id)
            sizes[str(committee)], sitting[str(committee)] = size or listed.total() + vacant, listed
        found |= {int(name): stands for name, stands in standings(own, sizes, sitting).items()}
    return found


def _parties(members: Collection[Membership], day: date) -> dict[str, int] | None:
    """{party: members} of a council on the day; None where there are none, or one has no party on record."""
    parties = [each.party for each in members if each.person_id and holds_on(each, day)]
    return dict(Counter(parties)) if parties and all(parties) else None


def _committees_of(councils: set[int], day: date) -> dict[int, list[tuple[int, int]]]:
    """{council: its committees, each with the seats that its rule sets (0: as many as are listed)}."""
    bodies = dict(Organisation.objects.filter(parent__in=councils).order_by("pk").values_list("pk", "parent"))
    governances: dict[int, list[Governance]] = defaultdict(list)
    for governance in Governance.objects.filter(body__in=bodies):
        governances[governance.body_id].append(governance)
    own: dict[int, list[BoardRule]] = defaultdict(list)
    for rule in BoardRule.objects.filter(body__in=bodies):
        own[rule.body_id].append(rule)
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for body, council in bodies.items():
        chosen = profile_on(governances[body], day)
        if chosen is None or chosen.profile not in SHARING or council is None:
            continue
        rules = [each for each in rules_on(chosen.profile, own[body]) if each.kind == "balance"]
        seats = [each.months("seats") for each in rules if each.in_force_on(day)]
        if seats:
            found[council].append((body, seats[-1]))
    return found
