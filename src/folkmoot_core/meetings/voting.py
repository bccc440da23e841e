"""What a vote decides.

- By "a majority of the members … present and voting" (Local Government Act 1972, Schedule 12, paragraph 39(1)):
  abstentions do not count. "In the case of an equality of votes, the person presiding … shall have a second or casting
  vote" (paragraph 39(2)); where it is not used, the motion falls.
- An absolute majority is of the whole number of seats; two thirds are of those voting, as for amending an elected
  mayor's budget (SI 2001/3384). The base is always said, so that no percentage is ambiguous.
- Recorded votes: each name with its vote; a budget meeting must (SI 2014/165, from 25 February 2014).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from folkmoot_core.values import Fault
from folkmoot_core.values.explained import Explained

ACT_OF_1972 = "Local Government Act 1972, Schedule 12, paragraph 39"
BUDGET_RECORDED_FROM = date(2014, 2, 25)


class Option(StrEnum):
    """How a member voted; Popolo's words."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    ABSENT = "absent"


CAST = (Option.YES, Option.NO, Option.ABSTAIN)


class Requirement(StrEnum):
    """What carries a motion."""

    MAJORITY = "simple_majority"
    ABSOLUTE = "absolute_majority"
    TWO_THIRDS = "two_thirds"
    CONSENSUS = "consensus"


class Result(StrEnum):
    """What came of it; Popolo knows pass and fail."""

    PASS = "pass"  # noqa: S105 – Popolo's word, not a password
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Count:
    """For, against, abstaining; `casting` is the chair's second vote at a tie."""

    yes: int
    no: int
    abstain: int = 0
    casting: Option | None = None

    @property
    def voting(self) -> int:
        return self.yes + self.no


def result_of(count: Count, requirement: Requirement, seats: int) -> Explained[Result]:
    """Whether the motion is carried. `seats` is the whole number of members. Raises ValueError for a count that cannot
    be, or for consensus, which is not voted on."""
    if requirement is Requirement.CONSENSUS:
        raise ValueError("A body that decides by consensus does not vote.")
    if min(count.yes, count.no, count.abstain) < 0 or count.voting + count.abstain > seats:
        raise ValueError(f"{count.voting + count.abstain} votes were cast, but there are {seats} seats.")
    said = f"{count.yes} for, {count.no} against, {_abstained(count.abstain)}."
    if requirement is Requirement.MAJORITY:
        return _by_majority(count, said)
    if requirement is Requirement.ABSOLUTE:
        carried, needed = count.yes * 2 > seats, seats // 2 + 1
        why = f"More than half of all {seats} members are needed: {needed}."
        source = "Standing orders: majority of the whole number of members"
    else:
        needed = -(-2 * count.voting // 3)
        carried = count.voting > 0 and count.yes * 3 >= 2 * count.voting
        why = f"Two thirds of the {count.voting} voting are needed: {needed}."
        source = "Two thirds of those voting, as in SI 2001/3384"
    return Explained(Result.PASS if carried else Result.FAIL, (said, why, _end(carried=carried)), (source,))


def _by_majority(count: Count, said: str) -> Explained[Result]:
    if count.yes != count.no or not count.voting:
        if count.casting is not None:
            raise ValueError("The chair has a casting vote only where the votes are equal.")
        carried = count.yes > count.no
        why = "A majority of those voting is needed; abstentions do not count."
        return Explained(
            Result.PASS if carried else Result.FAIL, (said, why, _end(carried=carried)), (f"{ACT_OF_1972}(1)",)
        )
    if count.casting not in (Option.YES, Option.NO):
        why = "The votes are equal and the chair gave no casting vote."
        return Explained(Result.FAIL, (said, why, _end(carried=False)), (f"{ACT_OF_1972}(2)",))
    carried = count.casting is Option.YES
    side = "for" if carried else "against"
    why = f"The votes are equal; the chair gave the casting vote {side} the motion."
    return Explained(
        Result.PASS if carried else Result.FAIL, (said, why, _end(carried=carried)), (f"{ACT_OF_1972}(2)",)
    )


def faults_of_vote(count: Count, named: Mapping[str, Option], entitled: Collection[str]) -> list[Fault]:
    """What is wrong with a vote: somebody voted who may not, or the totals and the names disagree. An empty `named` is
    a show of hands. [] where all is well."""
    faults = []
    cast = count.voting + count.abstain
    if cast > len(set(entitled)):
        faults.append(
            Fault(
                "yes",
                f"{cast} votes were cast, but only {len(set(entitled))} members may vote at this item.",
                "Count again.",
            )
        )
    names = {who: option for who, option in named.items() if option in CAST}
    faults += [
        Fault(f"vote-{who}", "This member may not vote at this item.", "Take the vote away, or correct who is here.")
        for who in names
        if who not in entitled
    ]
    if named:
        counted = Counter(names.values())
        for field, option in (("yes", Option.YES), ("no", Option.NO), ("abstain", Option.ABSTAIN)):
            printed = getattr(count, field)
            if counted[option] != printed:
                faults.append(
                    Fault(
                        field,
                        f"The total says {printed}, but {counted[option]} named votes do.",
                        "Correct the total or the names: they must agree.",
                    )
                )
    return faults


def count_of(named: Mapping[str, Option], casting: Option | None = None) -> Count:
    """The totals of named votes."""
    counted = Counter(named.values())
    return Count(counted[Option.YES], counted[Option.NO], counted[Option.ABSTAIN], casting)


def must_be_recorded(day: date, *, budget: bool, asked_for: bool = False) -> Explained[bool]:
    """Whether each name must be written down: on the budget, or where members asked for it under standing orders."""
    if budget and day >= BUDGET_RECORDED_FROM:
        return Explained(True, ("Votes on the budget are recorded by name.",), ("SI 2014/165",))
    if asked_for:
        return Explained(True, ("Members asked for a recorded vote.",), ("Standing orders",))
    return Explained(False, ("Votes need not be recorded by name.",))


def _abstained(count: int) -> str:
    return "no abstentions" if not count else f"{count} abstention{'' if count == 1 else 's'}"


def _end(*, carried: bool) -> str:
    return "The motion is carried." if carried else "The motion is lost."
