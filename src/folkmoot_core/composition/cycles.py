"""Things that must happen again and again: reviews, reports, meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from folkmoot_core.composition.months import months_after
from folkmoot_core.composition.values import Answer, Verdict
from folkmoot_core.packfiles import PartialDate


def longest_wait(days: Sequence[date], begins: date, ends: date, months: int) -> tuple[date, date] | None:
    """The first stretch from one of `begins`, `days`, `ends` to the next that is longer than `months`; None if none is.

    `days` are in order; those before `begins` or after `ends` are left out.
    """
    marks = [begins, *(day for day in days if begins <= day <= ends), ends]
    for earlier, later in pairwise(marks):
        if later > months_after(earlier, months):
            return earlier, later
    return None


def said_every(noun: str, days: Sequence[date], begins: PartialDate | None, day: date, months: int) -> Answer:
    """The answer of a rule that `noun` comes every so many months, looked at on `day`: how long ago was the last?

    `begins` is when the count starts where there was none yet; known only in part, it leaves a while in which
    nobody can tell.
    """
    last = max((each for each in days if each <= day), default=None)
    since = PartialDate(last.year, last.month, last.day) if last else begins
    if since is None:
        return Answer(Verdict.UNKNOWN, f"no {noun} is on record, nor when the count began")
    told = f"last {noun} on {since}" if last else f"no {noun} on record since {since}"
    due, latest = months_after(since.first, months), months_after(since.last, months)
    if day <= due:
        return Answer(Verdict.KEPT, f"{told}, the next is due by {due.isoformat()}")
    if day <= latest:
        return Answer(Verdict.UNKNOWN, f"{told}, the next is due by some day up to {latest.isoformat()}")
    return Answer(Verdict.BROKEN, f"{told}, the next was due by {latest.isoformat()}")
