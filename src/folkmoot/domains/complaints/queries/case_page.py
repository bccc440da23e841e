"""All that stands on the page of a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import documents_of
from folkmoot_core.clocks import ExplainedDay

from ..adapters import policy_of
from ..enums import Direction, EventKind
from ..models import Case, CaseEvent, Complainant, Due, Lesson, Letter, Note, Point, Remedy, Stage
from .clocks import explained
from .pausing import pause_of
from .visible import visible_cases

SHOWN_AT_ONCE = 240
MOST_OTHERS = 10


@dataclass(frozen=True)
class Line:
    """One line of the timeline. `event` can be corrected; `tag` says what kind of line it is."""

    on: date
    at: datetime | None
    tag: str
    title: str | Promise
    words: str = ""
    by: str = ""
    event: CaseEvent | None = None
    was_wrong: bool = False

    @property
    def is_long(self) -> bool:
        """A letter that is folded, so that the timeline can be read as one."""
        return len(self.words) > SHOWN_AT_ONCE


@dataclass(frozen=True)
class CasePage:
    case: Case
    person: Complainant | None
    points: list[Point]
    dues: list[Due]
    days: tuple[ExplainedDay, ...]
    lines: list[Line]
    files: list[Document]
    remedies: list[Remedy]
    lessons: list[Lesson]
    stages: list[Stage]
    merged: list[Case]
    paused: CaseEvent | None = None
    others: list[Case] = field(default_factory=list)

    @property
    def policy_title(self) -> str:
        return policy_of(self.case.policy).title if self.case.policy else ""


def case_of(reference: str, actor: Actor) -> Case | None:
    """The case, if this officer may read it."""
    cases = visible_cases(actor).select_related(
        "arrival__source", "policy", "unit__organisation", "lead", "handler", "district", "ward", "merged_into__arrival"
    )
    return cases.prefetch_related("reasons", "partners", "readers").filter(arrival__reference=reference).first()


def case_page(case: Case, actor: Actor) -> CasePage:
    """A fixed number of queries, whatever happened in it."""
    events = list(case.events.all())
    person = Complainant.objects.filter(case=case).first()
    return CasePage(
        case=case,
        person=person,
        points=list(case.points.prefetch_related("findings")),
        dues=list(case.dues.all()),
        days=explained(case, events),
        lines=timeline(case, events),
        files=list(documents_of(case).order_by("pk")),
        remedies=list(case.remedies.all()),
        lessons=list(case.lessons.all()),
        stages=list(case.stages.all()),
        merged=list(case.merged.select_related("arrival")),
        paused=pause_of(case) if case.is_paused else None,
        others=_others_of(person, actor) if person and person.email else [],
    )


def _others_of(person: Complainant, actor: Actor) -> list[Case]:
    """The newest cases from the same address that this officer may read."""
    theirs = Complainant.objects.filter(email=person.email).exclude(pk=person.pk).values("case_id")
    return list(visible_cases(actor).filter(pk__in=theirs).select_related("arrival").order_by("-pk")[:MOST_OTHERS])


def timeline(case: Case, events: list[CaseEvent]) -> list[Line]:
    """Events, letters and notes together, newest first; what was corrected stays, marked as wrong."""
    corrected = {event.corrects_id for event in events if event.corrects_id}
    lines = [_event_line(event, was_wrong=event.pk in corrected) for event in events]
    for letter in Letter.objects.filter(case=case):
        tag = _("Letter out") if letter.direction == Direction.OUT else _("From them")
        title = letter.subject or letter.get_channel_display()
        lines.append(Line(letter.on, letter.at, tag, title, letter.body, letter.by_name))
    for note in Note.objects.filter(case=case):
        lines.append(Line(timezone.localdate(note.at), note.at, note.get_kind_display(), "", note.words, note.by_name))
    return sorted(lines, key=lambda line: (line.on, line.at.timestamp() if line.at else 0), reverse=True)


def _event_line(event: CaseEvent, *, was_wrong: bool) -> Line:
    title = event.get_kind_display()
    if event.is_void:
        title = _("Taken back: %(what)s") % {"what": title}
    elif event.corrects_id:
        title = _("%(what)s, corrected") % {"what": title}
    if event.until:
        title = _("%(what)s until %(day)s") % {"what": title, "day": date_format(event.until, "j F Y")}
    can_be_corrected = not (was_wrong or event.is_void or event.kind == EventKind.WITHDRAWN)
    kept = event if can_be_corrected else None
    return Line(event.on, event.at, _("Clock"), title, event.reason, event.by_name, kept, was_wrong)


def handlers() -> list[User]:
    """Who can be given a case: complaints officers whose account is open, by name."""
    officers = User.objects.filter(Q(grants__role=Role.COMPLAINTS_OFFICER), is_active=True)
    return list(officers.distinct().prefetch_related("grants").order_by("name"))
