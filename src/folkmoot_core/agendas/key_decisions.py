"""Whether a council's executive may take a key decision on a day, and whether it may take it in private.

Source: Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012
(SI 2012/2089), in force since 10 September 2012.

- Regulation 8: a key decision leads to significant spending or savings, or is significant in two or more wards or
  divisions. What is significant each council says itself.
- Regulation 9: a notice of it is published at least 28 clear days before.
- Regulation 10, general exception: where that is impracticable, the chair of the scrutiny committee is told in writing,
  the notice is published, and five clear days pass.
- Regulation 11, special urgency: where even that is impracticable, the chair of the scrutiny committee (or else the
  chair or vice-chair of the council) agrees that it is urgent and cannot reasonably be deferred, and the reasons are
  published.
- Regulation 5: a meeting, or a part of one, is held in private only after a notice of 28 clear days with its reasons,
  and another of five with what was said against it and the answer; or with the same chair's agreement.

Clear days leave out the day of the notice and the day of the decision. The Regulations do not say whether days on which
offices are closed count: the 28 are every day, the five as the body counts those of its agendas.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from folkmoot_core.calendars import Calendar

IN_FORCE = date(2012, 9, 10)
NOTICE_DAYS, EXCEPTION_DAYS = 28, 5
_REGULATIONS = "SI 2012/2089, regulation"


class Way(StrEnum):
    """By which regulation a key decision may be taken, or a matter taken in private."""

    NOTICE = "notice"
    GENERAL_EXCEPTION = "general_exception"
    AGREED_URGENT = "agreed_urgent"
    NONE = "none"
    BEFORE_THE_LAW = "before_the_law"


@dataclass(frozen=True, slots=True)
class Steps:
    """What was done, and when: the notice of 28 days, the shorter one (to the chair of scrutiny; of a private matter
    the second notice), and the chair's agreement. What was not done is None."""

    notice: date | None = None
    short_notice: date | None = None
    agreed: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """By which way it may be taken, why, and the last days for a notice of each kind."""

    way: Way
    because: tuple[str, ...]
    source: str
    last_notice: date
    last_short_notice: date

    @property
    def is_sound(self) -> bool:
        return self.way is not Way.NONE


def key_decision(calendar: Calendar, decided: date, steps: Steps, *, working: bool = True) -> Standing:
    """Of a key decision on the day `decided`. `working`: the five days are working days. Raises `CalendarEnds`."""
    last, last_short = _last_days(calendar, decided, working=working)
    if decided < IN_FORCE:
        return _before_the_law(last, last_short)
    said = [_of_long_notice(steps.notice, last)]
    if steps.notice and steps.notice <= last:
        return Standing(Way.NOTICE, tuple(said), f"{_REGULATIONS} 9", last, last_short)
    said.append(_of_step(steps.short_notice, last_short, "telling the chair of scrutiny and everybody"))
    if steps.short_notice and steps.short_notice <= last_short:
        return Standing(Way.GENERAL_EXCEPTION, tuple(said), f"{_REGULATIONS} 10", last, last_short)
    said.append(_of_agreement(steps.agreed, decided))
    if steps.agreed and steps.agreed <= decided:
        return Standing(Way.AGREED_URGENT, tuple(said), f"{_REGULATIONS} 11", last, last_short)
    return Standing(Way.NONE, tuple(said), f"{_REGULATIONS}s 9 to 11", last, last_short)


def private_matter(calendar: Calendar, held: date, steps: Steps, *, working: bool = True) -> Standing:
    """Of a matter that is to be taken in private on the day `held`: both notices are needed, or the agreement. Raises
    `CalendarEnds`."""
    last, last_short = _last_days(calendar, held, working=working)
    if held < IN_FORCE:
        return _before_the_law(last, last_short)
    said = [_of_long_notice(steps.notice, last), _of_step(steps.short_notice, last_short, "the second notice")]
    source = f"{_REGULATIONS} 5"
    if steps.notice and steps.notice <= last and steps.short_notice and steps.short_notice <= last_short:
        return Standing(Way.NOTICE, tuple(said), source, last, last_short)
    said.append(_of_agreement(steps.agreed, held))
    agreed = steps.agreed is not None and steps.agreed <= held
    return Standing(Way.AGREED_URGENT if agreed else Way.NONE, tuple(said), source, last, last_short)


def _last_days(calendar: Calendar, day: date, *, working: bool) -> tuple[date, date]:
    return (
        calendar.clear_days_before(day, NOTICE_DAYS, working=False),
        calendar.clear_days_before(day, EXCEPTION_DAYS, working=working),
    )


def _before_the_law(last: date, last_short: date) -> Standing:
    said = f"Notices of this kind are asked for since {_said(IN_FORCE)}."
    return Standing(Way.BEFORE_THE_LAW, (said,), "SI 2012/2089", last, last_short)


def _of_long_notice(notice: date | None, last: date) -> str:
    if notice is None:
        return f"No notice is published. For {NOTICE_DAYS} clear days it comes out by {_said(last)}."
    if notice <= last:
        return f"The notice came out on {_said(notice)}, at least {NOTICE_DAYS} clear days before."
    return f"The notice came out on {_said(notice)}; for {NOTICE_DAYS} clear days the last day was {_said(last)}."


def _of_step(done: date | None, last: date, what: str) -> str:
    if done is None:
        return f"The last day for {what} is {_said(last)}."
    if done <= last:
        return f"In time for {EXCEPTION_DAYS} clear days: {what}, on {_said(done)}."
    return f"Too late for {EXCEPTION_DAYS} clear days: {what}, on {_said(done)}; the last day was {_said(last)}."


def _of_agreement(agreed: date | None, day: date) -> str:
    if agreed is None:
        return "Nobody has agreed that it is urgent and cannot reasonably be deferred."
    if agreed > day:
        return f"The agreement that it is urgent came on {_said(agreed)}, after the decision."
    return f"It was agreed on {_said(agreed)} that it is urgent and cannot reasonably be deferred."


def _said(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
