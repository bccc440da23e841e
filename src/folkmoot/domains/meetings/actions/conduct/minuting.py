"""Minutes: drafted from what happened, edited, published, approved by a later meeting, reopened only with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.meetings import minutes as core
from folkmoot_core.meetings.minutes_edits import Words, redrafted
from folkmoot_core.values import Fault, Invalid

from ...enums import MeetingState
from ...enums.conduct import MinutesState
from ...models import Decision, ExemptMinute, Meeting, Minute, Minutes, MinutesStep
from ...policies import check_keep
from ...queries.conduct.happening import happened_at
from ...queries.conduct.room import room_of
from .roll import check_open


@transaction.atomic
def finish_meeting(*, meeting: Meeting, by: Actor) -> Minutes:
    """The meeting was held: its minutes are drafted. Raises Invalid where nobody was there, or before its day."""
    check_open(by, meeting)
    if not room_of(meeting).here:
        raise Invalid([Fault("meeting", _("Nobody is marked as present."), _("Call the roll first."))])
    if meeting.date > timezone.localdate():
        raise Invalid([Fault("meeting", _("This meeting is still to come."), _("Finish it on its day."))])
    if meeting.state != MeetingState.PASSED:
        meeting.state = MeetingState.PASSED
        meeting.save(update_fields=["state", "updated_at"])
        record(verb="meeting.held", subject=meeting, by=by)
    return draft(meeting=meeting, by=by)


@transaction.atomic
def draft(*, meeting: Meeting, by: Actor) -> Minutes:
    """Draft the minutes, or draft them anew from what has been written down since: what the clerk edited stays, and is
    marked where the record says more now."""
    check_open(by, meeting)
    minutes, new = Minutes.objects.get_or_create(meeting=meeting)
    drafted = core.draft_minutes(happened_at(meeting))
    items = {item.number or str(item.serial): item for item in meeting.items.all()}
    held = {entry.item_id: entry for entry in minutes.entries.select_related("exempt")}
    kept = []
    for place, each in enumerate(drafted.minutes, start=1):
        item = items[each.item]
        entry = held.get(item.pk) or Minute(minutes=minutes, item=item)
        words = redrafted(Words(entry.text, entry.drafted, entry.is_outdated), _text(each, exempt=False))
        entry.text, entry.drafted, entry.is_outdated = words.text, words.drafted, words.is_outdated
        # Numbers are moved out of the way first, since no two may be alike at any moment.
        entry.number, entry.position = f"~{place}", place
        entry.title, entry.is_open = each.title[:300], not each.exempt
        entry.save()
        _draft_exempt(entry, _text(each, exempt=True))
        kept.append(entry)
    minutes.entries.exclude(pk__in=[entry.pk for entry in kept]).delete()
    for entry in kept:
        entry.number = str(entry.position)
    Minute.objects.bulk_update(kept, ["number"])
    if new:
        _step(minutes, MinutesState.DRAFT, "", by)
    record(verb="minutes.drafted", subject=meeting, by=by)
    return minutes


def _draft_exempt(entry: Minute, text: str) -> None:
    held = ExemptMinute.objects.filter(minute=entry).first()
    if held is None and not text:
        return
    held = held or ExemptMinute(minute=entry)
    words = redrafted(Words(held.text, held.drafted, held.is_outdated), text)
    held.text, held.drafted, held.is_outdated = words.text, words.drafted, words.is_outdated
    held.save()


@transaction.atomic
def edit_minute(*, entry: Minute, text: str, exempt_text: str | None, reason: str, by: Actor) -> Minute:
    """The clerk's own words. Once published, a change says why, for everybody to read. Raises Invalid without."""
    minutes = entry.minutes
    check_open(by, minutes.meeting)
    if minutes.state == MinutesState.PUBLISHED and not reason.strip():
        raise Invalid(
            [Fault("reason", _("These minutes are out. Say what you change and why."), _("Everybody reads it."))]
        )
    entry.text, entry.is_outdated = text.replace("\r\n", "\n").strip(), False
    entry.save(update_fields=["text", "is_outdated"])
    if exempt_text is not None:
        held = ExemptMinute.objects.filter(minute=entry).first() or ExemptMinute(minute=entry)
        held.text, held.is_outdated = exempt_text.replace("\r\n", "\n").strip(), False
        held.save()
    if minutes.state == MinutesState.PUBLISHED:
        _step(minutes, MinutesState.PUBLISHED, f"{entry.number}: {reason.strip()}", by)
    record(
        verb="minutes.edited", subject=minutes.meeting, by=by, changes={"minute": [None, entry.number]}, reason=reason
    )
    return entry


@transaction.atomic
def publish(*, minutes: Minutes, by: Actor) -> Minutes:
    """Everybody can read the open parts from now on, marked as not yet approved; decisions and actions with them."""
    check_open(by, minutes.meeting)
    if minutes.state != MinutesState.DRAFT:
        raise Refused(_("These minutes are out already."))
    minutes.state, minutes.published_at = MinutesState.PUBLISHED, timezone.now()
    minutes.save(update_fields=["state", "published_at", "updated_at"])
    Decision.objects.filter(item__meeting=minutes.meeting, published_at=None).update(published_at=timezone.now())
    _step(minutes, MinutesState.PUBLISHED, "", by)
    record(verb="minutes.published", subject=minutes.meeting, by=by)
    return minutes


@transaction.atomic
def approve(*, minutes: Minutes, at: Meeting, corrections: str, by: Actor) -> Minutes:
    """Approved as a correct record by a later meeting of the same body. Raises Invalid for any other meeting, and while
    some text waits to be looked at again."""
    check_open(by, minutes.meeting)
    faults = []
    own = minutes.meeting
    if at.body_id != own.body_id or (at.date, at.pk) <= (own.date, own.pk) or at.is_cancelled:
        words = _("Minutes are approved by a later meeting of the same body.")
        faults.append(Fault("at", words, _("Choose that meeting.")))
    elif at.date > timezone.localdate():
        faults.append(Fault("at", _("That meeting is still to come."), _("Approve them on its day.")))
    if minutes.state != MinutesState.PUBLISHED:
        faults.append(Fault("at", _("Publish the draft first."), _("Members approve what they could read.")))
    if minutes.entries.filter(is_outdated=True).exists():
        faults.append(Fault("at", _("Some minutes say less than the record."), _("Look at those that are marked.")))
    if faults:
        raise Invalid(faults)
    minutes.state, minutes.approved_at, minutes.approved_with = MinutesState.APPROVED, at, corrections.strip()
    minutes.save(update_fields=["state", "approved_at", "approved_with", "updated_at"])
    _step(minutes, MinutesState.APPROVED, corrections.strip(), by)
    record(verb="minutes.approved", subject=own, by=by, changes={"approved_at": [None, at.key]})
    return minutes


@transaction.atomic
def reopen(*, minutes: Minutes, reason: str, by: Actor) -> Minutes:
    """Never silently: the reason stands under the minutes for ever. Raises Invalid without one."""
    check_keep(by, minutes.meeting)
    if minutes.state != MinutesState.APPROVED:
        raise Refused(_("These minutes are not approved, so they can be edited as they are."))
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why approved minutes are opened again."), _("Everybody reads it."))])
    minutes.state, minutes.approved_at = MinutesState.PUBLISHED, None
    minutes.save(update_fields=["state", "approved_at", "updated_at"])
    _step(minutes, MinutesState.PUBLISHED, reason.strip(), by, is_reopened=True)
    record(verb="minutes.reopened", subject=minutes.meeting, by=by, reason=reason.strip())
    return minutes


def _step(minutes: Minutes, state: str, reason: str, by: Actor, *, is_reopened: bool = False) -> None:
    MinutesStep.objects.create(minutes=minutes, state=state, reason=reason, is_reopened=is_reopened, by_name=by.name)


def _text(minute: core.Minute, *, exempt: bool) -> str:
    return "\n\n".join(each.text for each in minute.paragraphs if each.exempt is exempt)
