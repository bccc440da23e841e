"""A member who leaves gives written notice so many months before."""

from __future__ import annotations

from datetime import date

from folkmoot_core.composition.months import leaving_day
from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, Seat, Verdict
from folkmoot_core.composition.words import number_in_words


def asks(rule: Rule) -> str:
    months = rule.months("months")
    of = "month's" if months == 1 else "months'"
    return f"{number_in_words(months)} {of} written notice before leaving"


def check(rule: Rule, board: Board, day: date) -> Answer:
    """Those whose notice is on record, whoever else has left: an end without a notice may be a death or an election."""
    months = rule.months("months")
    leaving = [seat for seat in board.seats if seat.notice is not None and seat.notice <= day and not seat.is_vacant]
    early = tuple(_told(seat, months) for seat in leaving if _is_early(seat, months))
    if early:
        return Answer(Verdict.BROKEN, f"left too early: {number_in_words(len(early))}", early)
    return Answer(Verdict.KEPT, f"notices on record: {number_in_words(len(leaving)) if leaving else 'none'}")


def _is_early(seat: Seat, months: int) -> bool:
    return seat.notice is not None and seat.ends is not None and seat.ends.last < leaving_day(seat.notice, months)


def _told(seat: Seat, months: int) -> str:
    if seat.notice is None:
        return seat.person
    earliest = leaving_day(seat.notice, months).isoformat()
    return f"{seat.person} (notice {seat.notice.isoformat()}, earliest {earliest}, left {seat.ends})"


KIND = Kind(
    "notice", "Notice before leaving", (Field("months", "months", "Months of notice", needed=True),), asks, check
)
