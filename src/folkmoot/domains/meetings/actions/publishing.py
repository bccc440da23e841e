"""An agenda goes out: numbered, its clear days counted, compared with the version before, and told to who asked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.agendas import ClearDays, Listed, changes_between, give_numbers
from folkmoot_core.values import Fault, Invalid

from ..adapters.faces import face_of
from ..enums import Access, Delivery, ItemState, MeetingState, Numbering, PublicationKind
from ..models import AgendaItem, Attachment, Meeting, MeetingRules, Paper, Publication
from ..queries.agenda import clear_days_of, latest, rules_of, sections_of, with_agenda
from ..queries.notices import hints_of, notices_of
from .agenda.items import check_standing
from .changing import meeting_to_change, told
from .searching import index_meeting
from .telling import tell_followers
from .withholding import put_classifications


@dataclass(frozen=True)
class Readiness:
    """What publishing now would do: what stands in the way, what is worth a look, the count of clear days."""

    faults: list[Fault]
    hints: list[str]
    clear_days: ClearDays | None
    changes: list[str]
    is_first: bool
    needs_reason: bool


def look_before_publishing(meeting: Meeting, *, published_on: date | None = None, is_record: bool = False) -> Readiness:
    """Reads only. `is_record`: an agenda of the past is put on record, and what it lacked cannot be mended any more."""
    whole = with_agenda(Meeting.objects.filter(pk=meeting.pk)).get()
    rules, before = rules_of(whole.body_id), latest(whole)
    count = clear_days_of(whole, published_on or timezone.localdate(), rules)
    late = count is not None and not count.in_time
    items = list(whole.items.all())
    faults, hints = _faults_of(whole, items), _hints_of(items)
    numbers = _numbers(items, rules)
    hints += _hints_of_notices(whole, items, rules)
    for item in items:
        item.number = numbers.get(item.pk, "")
    changes = changes_between(before.face, face_of(whole)) if before else []
    if before and not changes:
        faults.append(Fault("", _("Nothing has changed since the last version."), _("Change something first.")))
    if late and before:
        faults += _late_items(items)
    needs_reason = late and (before is None or _has_new_papers(items))
    if is_record:
        faults, needs_reason = [each for each in faults if each.where == "access"], False
    if count is None:
        hints.append(_("The calendar of bank holidays does not reach this date, so clear days were not counted."))
    return Readiness(faults, hints, count, changes, before is None, needs_reason)


def _faults_of(meeting: Meeting, items: list[AgendaItem]) -> list[Fault]:
    faults = []
    if meeting.is_cancelled:
        faults.append(Fault("", _("This meeting is cancelled.")))
    if not any(item.state == ItemState.ON for item in items):
        faults.append(Fault("", _("There is nothing on the agenda."), _("Add an item.")))
    for item in items:
        for thing in (
            item,
            *item.papers.all(),
            *(each for paper in item.papers.all() for each in paper.attachments.all()),
        ):
            if thing.access == Access.EXEMPT:
                try:
                    check_standing(
                        {name: getattr(thing, name) for name in ("access", "exempt_paragraphs", "public_interest")}
                    )
                except Invalid as problem:
                    faults += [Fault("access", f"{item}: {each.message}", each.mend) for each in problem.faults]
    return faults


def _hints_of(items: list[AgendaItem]) -> list[str]:
    hints = []
    for item in items:
        papers = [paper for paper in item.papers.all() if not paper.is_withdrawn]
        named = {"item": str(item)}
        if item.state == ItemState.ON and item.delivery == Delivery.PAPER and not papers:
            hints.append(_("%(item)s: a paper is announced and there is none. Add it, or say “to follow”.") % named)
        if item.delivery == Delivery.TO_FOLLOW and papers:
            hints.append(_("%(item)s still says “to follow”, and has a paper now.") % named)
        hints += [
            _("%(item)s: “%(paper)s” does not say what the body is asked to do.") % {**named, "paper": str(paper)}
            for paper in papers
            if not paper.recommendations.all()
        ]
    return hints


def _hints_of_notices(meeting: Meeting, items: list[AgendaItem], rules: MeetingRules) -> list[str]:
    """An executive may not take a key decision, nor a matter in private, without its notice (SI 2012/2089)."""
    if not rules.takes_key_decisions:
        return []
    hints = []
    for item, shown in hints_of(items, notices_of(meeting.pk, rules)):
        named = {"item": str(item)}
        if shown is None:
            hints.append(_("%(item)s is to be taken in private, and has no notice of that.") % named)
        elif not shown.is_sound:
            hints.append(_("%(item)s: its notice does not suffice, so it may not be decided that day.") % named)
        else:
            hints.append(_("%(item)s is to be taken in private, and its notice does not say so.") % named)
    return hints


def _late_items(items: list[AgendaItem]) -> list[Fault]:
    return [
        Fault(
            "late_reason",
            _("%(item)s comes after the last day in time.") % {"item": str(item)},
            _("Write the chair's reason for urgency on the item."),
        )
        for item in items
        if item.first_published_at is None and item.state == ItemState.ON and not item.late_reason.strip()
    ]


def _has_new_papers(items: list[AgendaItem]) -> bool:
    return any(
        paper.first_published_at is None and not paper.is_withdrawn for item in items for paper in item.papers.all()
    )


def _numbers(items: list[AgendaItem], rules: MeetingRules) -> dict[Any, str]:
    order = {letter: place for place, (letter, _title) in enumerate(sections_of(rules))}
    in_order = sorted(items, key=lambda item: (order.get(item.section, len(order)), item.section, item.position))
    return give_numbers(
        (Listed(item.pk, item.section, item.number, item.state == ItemState.ON) for item in in_order),
        by_section=rules.numbering == Numbering.SECTIONS,
    )


@transaction.atomic
def publish(
    *,
    meeting: Meeting,
    by: Actor,
    reason: str = "",
    published_on: date | None = None,
    is_record: bool = False,
    quietly: bool = False,
) -> Publication:
    """Put the agenda out as it stands: the first time, or as a supplement that says what changed.

    Late, the reason is needed; a new item needs the chair's. `published_on` and `is_record` are for an agenda of the
    past that is put on record; `quietly` tells nobody. Raises Refused or Invalid. Call `packs.make_packs` afterwards.
    """
    meeting = meeting_to_change(meeting, by)
    ready = look_before_publishing(meeting, published_on=published_on, is_record=is_record)
    faults = list(ready.faults)
    if ready.needs_reason and not reason.strip():
        mend = _("Say why, for everybody to read: the reason is minuted.")
        faults.append(Fault("reason", _("This goes out later than the last day in time."), mend))
    if faults:
        raise Invalid(faults)
    now = timezone.now()
    at = timezone.make_aware(datetime.combine(published_on, time(12))) if published_on else now
    _mark_published(meeting, at)
    whole = with_agenda(Meeting.objects.filter(pk=meeting.pk)).get()
    put_classifications(whole, by)
    publication = Publication.objects.create(
        meeting=meeting,
        number=(latest(meeting).number + 1) if latest(meeting) else 1,  # type: ignore[union-attr]
        kind=PublicationKind.AGENDA if ready.is_first else PublicationKind.SUPPLEMENT,
        published_at=at,
        published_by=by.name,
        reason=reason.strip(),
        face=face_of(whole),
        changes=ready.changes,
        clear_days=_as_plain(ready.clear_days),
    )
    told("meeting.published", meeting, by, reason="" if ready.is_first else reason)
    index_meeting(meeting)
    if not quietly:
        news = [_("The agenda is published.")] if ready.is_first else ready.changes
        tell_followers(meeting, news, mark=f"version-{publication.number}")
    return publication


def _mark_published(meeting: Meeting, at: datetime) -> None:
    items = list(meeting.items.all())
    numbers = _numbers(items, rules_of(meeting.body_id))
    for item in items:
        item.number = numbers.get(item.pk, "")
        if item.number and item.first_published_at is None:
            item.first_published_at = at
    AgendaItem.objects.bulk_update(items, ["number", "first_published_at"], batch_size=200)
    papers = Paper.objects.filter(item__meeting=meeting, item__number__gt="", is_withdrawn=False)
    Attachment.objects.filter(paper__in=papers, first_published_at=None).update(first_published_at=at)
    papers.filter(first_published_at=None).update(first_published_at=at)
    meeting.first_published_at = meeting.first_published_at or at
    if meeting.state == MeetingState.TENTATIVE:
        meeting.state = MeetingState.CONFIRMED
    meeting.sequence += 1
    meeting.save()


def _as_plain(count: ClearDays | None) -> dict[str, Any]:
    if count is None:
        return {}
    plain = asdict(count)
    return {
        **plain,
        "days": [day.isoformat() for day in count.days],
        "last_day": count.last_day.isoformat(),
        "because": list(count.because),
        "counted": count.counted,
        "in_time": count.in_time,
    }
