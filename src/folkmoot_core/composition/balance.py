"""How the parties of a council share the seats on its committees.

Local Government and Housing Act 1989, section 15(5), "so far as reasonably practicable", each principle subject to
those before it:

- (a) not all the seats on a body go to the same group;
- (b) a group with a majority of the council has a majority of the seats on each body;
- (c) of all seats on ordinary committees together, each group has the share that it has of the council;
- (d) of the seats on each body, too.

Shares are rounded by largest remainder. A group is two members or more (SI 1990/1553, regulation 8); seats that no
group's share comes near to are for members in none (regulation 16). A council may decide otherwise with nobody against
(section 17), and who sits in a group's seats is for the group (section 16).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from folkmoot_core.values.explained import Explained

SMALLEST_GROUP = 2
UNGROUPED = ""
SOURCE = "Local Government and Housing Act 1989, sections 15 to 17; SI 1990/1553, regulations 8 and 16"
NO_GROUP = "Members in no group"
_HALF = Fraction(1, 2)

Seats = dict[str, int]


@dataclass(frozen=True, slots=True)
class Allocation:
    """{committee: {group: seats}} with `totals` over all committees. Groups are in order of size; members in none stand
    under `UNGROUPED`."""

    seats: dict[str, Seats]
    totals: Seats
    members: Seats = field(default_factory=dict)

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(self.members)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one committee stands: seats due to each group and held by it, here and on all committees, and its exact share
    here. `members` are those of the council; `because` says how the totals come about."""

    members: Seats
    shares: Mapping[str, Fraction]
    due: Seats
    held: Seats
    all_due: Seats
    all_held: Seats
    because: tuple[str, ...] = ()

    def faults(self) -> tuple[str, ...]:
        """Which principle the committee breaks, a sentence each. Another table with the same totals, in which no group
        is a whole seat off its share, does as well."""
        seats, council = sum(self.held.values()), sum(self.members.values())
        found = []
        for group, held in self.held.items():
            name = group or NO_GROUP
            if group and held == seats > 1 and len(self.members) > 1:
                found.append(f"{name} has all the seats")
            elif group and 2 * self.members[group] > council and 2 * held <= seats and seats > 2:
                found.append(f"{name} has a majority of the council and none here")
            elif abs(held - self.shares[group]) >= 1 and held != self.due[group]:
                found.append(f"{name} has {held}, and its share is {float(self.shares[group]):.2f}")
            if self.all_held[group] != self.all_due[group]:
                found.append(f"{name} has {self.all_held[group]} on all committees, and is due {self.all_due[group]}")
        return tuple(found)


def standings(
    parties: Mapping[str, int], sizes: Mapping[str, int], sitting: Mapping[str, Mapping[str, int]]
) -> dict[str, Standing]:
    """{committee: how it stands}: `sizes` are seats of each, `sitting` its members by party. Raises as `allocate`."""
    found = allocate(parties, sizes)
    members, council = found.value.members, sum(parties.values())
    held = {
        name: {
            group: sum(number for party, number in sitting[name].items() if _group(party, members) == group)
            for group in members
        }
        for name in sizes
    }
    all_held = {group: sum(row[group] for row in held.values()) for group in members}
    return {
        name: Standing(
            members,
            {group: Fraction(seats * number, council) for group, number in members.items()},
            found.value.seats[name],
            held[name],
            found.value.totals,
            all_held,
            found.because,
        )
        for name, seats in sizes.items()
    }


def _group(party: str, members: Seats) -> str:
    return party if party in members else UNGROUPED


def groups_of(parties: Mapping[str, int]) -> Seats:
    """{party: members} to {group: members}, the largest first; a party of one is no group."""
    groups = {name: members for name, members in parties.items() if name and members >= SMALLEST_GROUP}
    alone = sum(parties.values()) - sum(groups.values())
    ordered = dict(sorted(groups.items(), key=lambda each: (-each[1], each[0])))
    return ordered | ({UNGROUPED: alone} if alone else {})


def allocate(parties: Mapping[str, int], committees: Mapping[str, int]) -> Explained[Allocation]:
    """Seats for each group on each committee: `parties` are members of the council by party, `committees` seats by
    name. Raises ValueError for a council without members or seats below nought."""
    members, council = groups_of(parties), sum(parties.values())
    if not council or any(seats < 0 for seats in committees.values()):
        raise ValueError("A council has members, and a committee has seats.")
    bounds = {name: _bounds(seats, members, council) for name, seats in committees.items()}
    shares = {
        name: {group: Fraction(seats * number, council) for group, number in members.items()}
        for name, seats in committees.items()
    }
    all_seats = sum(committees.values())
    due = {group: Fraction(all_seats * number, council) for group, number in members.items()}
    least = {group: sum(bound[group][0] for bound in bounds.values()) for group in members}
    most = {group: sum(bound[group][1] for bound in bounds.values()) for group in members}
    totals = _rounded(all_seats, due, {group: (least[group], most[group]) for group in members}, spare=UNGROUPED)
    table = {name: _rounded(seats, shares[name], bounds[name]) for name, seats in committees.items()}
    moved = _moved_to(totals, table, _Asked(shares, bounds))
    because = [*_told(members, council, all_seats, due, totals)]
    if moved:
        because.append(f"Seats moved between groups so that all committees together come to that: {moved}.")
    return Explained(Allocation(table, totals, members), tuple(because), (SOURCE,))


def _bounds(seats: int, members: Seats, council: int) -> dict[str, tuple[int, int]]:
    """The least and most seats that principles (b) and (a) leave each group on one body."""
    found = {}
    for group, number in members.items():
        most = seats - 1 if group and len(members) > 1 and seats > 1 else seats
        majority = seats // 2 + 1 if group and seats and 2 * number > council else 0
        found[group] = (min(majority, most), most)
    return found


def _rounded(
    seats: int, shares: Mapping[str, Fraction], bounds: Mapping[str, tuple[int, int]], spare: str | None = None
) -> Seats:
    """Whole seats nearest to the shares within bounds, by largest remainder; of equal claims the larger group's.

    `spare` takes what is left once no group's share reaches half a seat more.
    """
    found = {group: bounds[group][0] for group in shares}
    for _seat in range(seats - sum(found.values())):
        open_to = [group for group in shares if found[group] < bounds[group][1] and group != spare]
        claim = max(open_to, key=lambda group: (shares[group] - found[group], shares[group]), default=None)
        if spare in shares and (claim is None or shares[claim] - found[claim] < _HALF):
            claim = spare
        if claim is not None:
            found[claim] += 1
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of each committee: the share of each group, and the least and most that it may have."""

    shares: Mapping[str, Mapping[str, Fraction]]
    bounds: Mapping[str, Mapping[str, tuple[int, int]]]


def _moved_to(totals: Seats, table: dict[str, Seats], asked: _Asked) -> int:
    """Move seats between groups until each has its total, each time where it takes the table least from the shares
    (the least sum of squares, by shortest paths from a group with too many to one with too few). How many moved."""
    moved = 0
    while True:
        held = {group: sum(row[group] for row in table.values()) for group in totals}
        over = [group for group in totals if held[group] > totals[group]]
        under = [group for group in totals if held[group] < totals[group]]
        path = _cheapest(over, under, table, asked)
        if path is None:
            return moved
        for name, giver, taker in path:
            table[name][giver] -= 1
            table[name][taker] += 1
            moved += 1


_Step = tuple[str, str, str]


def _cheapest(
    over: Sequence[str], under: Sequence[str], table: Mapping[str, Seats], asked: _Asked
) -> list[_Step] | None:
    """The moves (committee, giver, taker) that bring a seat from `over` to `under` at the least cost (Bellman-Ford)."""
    steps: dict[tuple[str, str], tuple[Fraction, str]] = {}
    for name, row in table.items():
        bounds, off = asked.bounds[name], {group: row[group] - asked.shares[name][group] for group in row}
        for giver in (each for each in row if row[each] > bounds[each][0]):
            for taker in (each for each in row if each != giver and row[each] < bounds[each][1]):
                cost = 2 * (off[taker] - off[giver]) + 2
                if (giver, taker) not in steps or cost < steps[giver, taker][0]:
                    steps[giver, taker] = (cost, name)
    best: dict[str, tuple[Fraction, list[_Step]]] = {group: (Fraction(0), []) for group in over}
    for _round in range(len(steps)):
        before = dict(best)
        for (giver, taker), (cost, name) in steps.items():
            if giver in best and (taker not in best or best[giver][0] + cost < best[taker][0]):
                best[taker] = (best[giver][0] + cost, [*best[giver][1], (name, giver, taker)])
        if best == before:
            break
    return min((best[group] for group in under if group in best), key=lambda each: each[0], default=(None, None))[1]


def _told(members: Seats, council: int, all_seats: int, due: Mapping[str, Fraction], totals: Seats) -> list[str]:
    lines = []
    for group, number in members.items():
        name = group or NO_GROUP
        line = (
            f"{name}: {number} of {council} members, so {float(due[group]):.2f} of {all_seats} seats: {totals[group]}"
        )
        if group and 2 * number > council:
            line += " (a majority of the council has a majority on each committee)"
        lines.append(f"{line}.")
    return lines
