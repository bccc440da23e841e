"""Notices of key decisions and of private business, each with how it stands against the Regulations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from folkmoot.ground.base.public import working_calendar
from folkmoot_core.agendas import Standing, Steps, key_decision, private_matter
from folkmoot_core.calendars import CalendarEnds

from ..enums import DaysCounted, MeetingState
from ..models import AgendaItem, DecisionNotice, MeetingRules
from .agenda import rules_of

if TYPE_CHECKING:
    from folkmoot_core.calendars import Calendar

IS_OUT = (
    Q(published_on__isnull=False)
    | Q(scrutiny_told_on__isnull=False)
    | Q(second_notice_on__isnull=False)
    | Q(agreed_on__isnull=False)
)


@dataclass(frozen=True)
class Shown:
    """A notice with its standings: as a key decision and as private business, where it is either."""

    notice: DecisionNotice
    key: Standing | None
    private: Standing | None

    @property
    def is_sound(self) -> bool:
        return all(each is None or each.is_sound for each in (self.key, self.private))

    @property
    def standings(self) -> list[Standing]:
        return [each for each in (self.key, self.private) if each is not None]


def _with_meeting() -> QuerySet[DecisionNotice]:
    return DecisionNotice.objects.select_related("item__meeting__body")


def notice_of(item: AgendaItem) -> Shown | None:
    """The notice of one item, out or not."""
    notice = _with_meeting().filter(item=item).first()
    return _shown(notice, rules_of(item.meeting.body_id), working_calendar()) if notice else None


def notices_of(meeting_id: int, rules: MeetingRules) -> dict[int, Shown]:
    """{item: its notice} of one meeting."""
    calendar = working_calendar()
    return {each.item_id: _shown(each, rules, calendar) for each in _with_meeting().filter(item__meeting_id=meeting_id)}


def forward_plan(today: date) -> list[Shown]:
    """Every notice that is out, of meetings to come, by day."""
    rows = (
        _with_meeting()
        .filter(IS_OUT, item__meeting__date__gte=today, item__state="on")
        .exclude(item__meeting__state=MeetingState.CANCELLED)
        .order_by("item__meeting__date", "item__meeting__body__name", "pk")
    )
    found = [each for each in rows if each.is_out]
    bodies = {each.item.meeting.body_id for each in found}
    rules = {each.body_id: each for each in MeetingRules.objects.filter(body__in=bodies)}
    calendar = working_calendar()
    return [
        _shown(each, rules.get(each.item.meeting.body_id) or MeetingRules(body_id=each.item.meeting.body_id), calendar)
        for each in found
    ]


def _shown(notice: DecisionNotice, rules: MeetingRules, calendar: Calendar) -> Shown:
    day, working = notice.item.meeting.date, rules.days_counted == DaysCounted.WORKING
    told = Steps(notice.published_on, notice.scrutiny_told_on, notice.agreed_on)
    noticed = Steps(notice.published_on, notice.second_notice_on, notice.agreed_on)
    try:
        return Shown(
            notice,
            key_decision(calendar, day, told, working=working) if notice.is_key else None,
            private_matter(calendar, day, noticed, working=working) if notice.is_private else None,
        )
    except CalendarEnds:
        return Shown(notice, None, None)


def hints_of(items: Iterable[AgendaItem], notices: dict[int, Shown]) -> list[tuple[AgendaItem, Shown | None]]:
    """Items whose notice does not suffice, and exempt ones that have none of private business."""
    found: list[tuple[AgendaItem, Shown | None]] = []
    for item in items:
        shown = notices.get(item.pk)
        private_unsaid = not item.is_open and not item.is_withdrawn and not (shown and shown.notice.is_private)
        if (shown and not shown.is_sound) or private_unsaid:
            found.append((item, shown))
    return found
