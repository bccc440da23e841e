"""Who may sit on a board, and what a board owes: rules as data, checked on a day, each fault told with its source."""

from folkmoot_core.composition.checking import check_board, contradictions
from folkmoot_core.composition.kinds import KINDS
from folkmoot_core.composition.months import leaving_day, months_after
from folkmoot_core.composition.reading import (
    PROFILES,
    Described,
    Terms,
    make_rule,
    profile,
    read_board,
    read_terms,
    rules_of,
)
from folkmoot_core.composition.rules import Duty, Field, Kind, Profile, Rule
from folkmoot_core.composition.values import (
    Board,
    Event,
    EventKind,
    Finding,
    Seat,
    Verdict,
    Waiver,
)
from folkmoot_core.composition.writing import as_json

__all__ = [
    "KINDS",
    "PROFILES",
    "Board",
    "Described",
    "Duty",
    "Event",
    "EventKind",
    "Field",
    "Finding",
    "Kind",
    "Profile",
    "Rule",
    "Seat",
    "Terms",
    "Verdict",
    "Waiver",
    "as_json",
    "check_board",
    "contradictions",
    "leaving_day",
    "make_rule",
    "months_after",
    "profile",
    "read_board",
    "read_terms",
    "rules_of",
]
