"""A councillor who comes to nothing for six months stops being one.

Local Government Act 1972, section 85(1): a member who "fails throughout a period of six consecutive months from the
date of his last attendance to attend any meeting of the authority" ceases to be a member, "unless the failure was due
to some reason approved by the authority before the expiry of that period". A committee counts as a meeting of the
authority (section 85(2)). It binds members of councils, not partners on a voluntary board.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from folkmoot_core.values.explained import Explained

SECTION_85 = "Local Government Act 1972, section 85"
WARN_MONTHS = 4


def months_after(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def seat_in_danger(
    last_attended: date, today: date, reason_approved_until: date | None = None
) -> Explained[date | None]:
    """The day at whose end the seat falls vacant, once four of the six months are over; None before that, or while a
    reason approved in time holds. When that reason has run out and nobody came, the seat falls with it."""
    falls = months_after(last_attended, 6)
    if reason_approved_until is not None:
        falls = max(falls, reason_approved_until)
    if reason_approved_until is not None and reason_approved_until >= today:
        return Explained(
            None, (f"The authority approved a reason until {reason_approved_until:%-d %B %Y}.",), (SECTION_85,)
        )
    if today < months_after(last_attended, WARN_MONTHS):
        return Explained(None, (f"Last attended on {last_attended:%-d %B %Y}.",), (SECTION_85,))
    verb = "fell" if today > falls else "falls"
    words = f"Last attended on {last_attended:%-d %B %Y}; without a reason approved by the authority the seat {verb} "
    return Explained(falls, (f"{words}vacant after {falls:%-d %B %Y}.",), (SECTION_85,))
