"""The phases of a consultation: what is open when, how long it is, and whether that needs a reason."""

from folkmoot_core.phases.lengths import TWELVE_WEEKS, Length, consultation_length, needs_reason
from folkmoot_core.phases.switches import SWITCHES, Kind, usual_switches
from folkmoot_core.phases.timelines import Phase, Timeline

__all__ = [
    "SWITCHES",
    "TWELVE_WEEKS",
    "Kind",
    "Length",
    "Phase",
    "Timeline",
    "consultation_length",
    "needs_reason",
    "usual_switches",
]
