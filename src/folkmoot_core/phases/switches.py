"""What each phase of a consultation opens and shuts.

Every permission reads a switch and never the phase's name, so that a consultation can differ from the usual (show its
results while it runs, say) without a rule of its own anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """The phases, in the only order they can come in; any may be left out."""

    DRAFT = "draft"
    OPEN = "open"
    ANALYSING = "analysing"
    DECIDED = "decided"
    CLOSED = "closed"

    @property
    def position(self) -> int:
        """Its place in the order, from 0."""
        return list(Kind).index(self)


SWITCHES: Mapping[str, str] = MappingProxyType(
    {
        "plan_public": "everybody can read what is asked, why, and what may still change",
        "answering": "residents can send answers",
        "late_entry": "officers can type in paper and letters that arrived in time",
        "editing": "the questionnaire can be changed",
        "results_public": "everybody can see the counts",
        "outcome_public": "everybody can read what was done about the answers",
    }
)

_USUAL: Mapping[Kind, frozenset[str]] = {
    Kind.DRAFT: frozenset({"editing"}),
    # Counts are hidden while people answer, lest the first answers lead the later ones.
    Kind.OPEN: frozenset({"plan_public", "answering", "late_entry"}),
    Kind.ANALYSING: frozenset({"plan_public", "late_entry", "results_public"}),
    Kind.DECIDED: frozenset({"plan_public", "results_public", "outcome_public"}),
    Kind.CLOSED: frozenset({"plan_public", "results_public", "outcome_public"}),
}


def usual_switches(kind: Kind) -> dict[str, bool]:
    """Every switch as a phase of this kind sets it, unless told otherwise."""
    return {switch: switch in _USUAL[kind] for switch in SWITCHES}


def check_switch(switch: str) -> None:
    """Raise ValueError for a switch that does not exist: asking for one is a mistake in the asking code."""
    if switch not in SWITCHES:
        raise ValueError(f"There is no switch '{switch}'. Use one of: {', '.join(SWITCHES)}.")
