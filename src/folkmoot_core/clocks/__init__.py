"""Clocks of casework: due dates as a pure function of what happened and of a dated policy.

`reckon(policy, events, calendar)` gives each limit its original, current and actual date; `explain` tells day by day
how a date came about. Policies are data: `national_policy("lgsco-code")`, or `read_policy` for a body's own.
"""

from folkmoot_core.clocks.events import Event
from folkmoot_core.clocks.explaining import ExplainedDay, explain
from folkmoot_core.clocks.keeping import policy_as_data, policy_from_data
from folkmoot_core.clocks.policy import Limit, Pauses, Policy, Span, Stage, once_stage
from folkmoot_core.clocks.reading import NATIONAL_POLICIES, national_policy, read_policy
from folkmoot_core.clocks.reckoning import Clock, Due, reckon

__all__ = [
    "NATIONAL_POLICIES",
    "Clock",
    "Due",
    "Event",
    "ExplainedDay",
    "Limit",
    "Pauses",
    "Policy",
    "Span",
    "Stage",
    "explain",
    "national_policy",
    "once_stage",
    "policy_as_data",
    "policy_from_data",
    "read_policy",
    "reckon",
]
