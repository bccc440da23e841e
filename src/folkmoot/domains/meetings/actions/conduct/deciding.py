"""Resolutions and recommendations, and the actions that come of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation, Person
from folkmoot.ground.notify.models import Message
from folkmoot.ground.notify.public import Medium, tell
from folkmoot_core.meetings.chasing import WEEK as SOON
from folkmoot_core.meetings.chasing import Reminder, reminder_on
from folkmoot_core.values import Fault, Invalid

from ...enums.conduct import EntryState, Outcome
from ...models import ActionLogEntry, AgendaItem, Decision
from ...policies import check_keep
from ...queries.conduct.room import room_of
from .roll import check_open


@dataclass(frozen=True)
class Resolved:
    """What was decided; a recommendation says to whom it goes, a refusal and a deferral why."""

    outcome: str
    text: str
    reason: str = ""
    alternatives: str = ""
    recommended_to: Organisation | None = None


@transaction.atomic
def decide(*, item: AgendaItem, resolved: Resolved, by: Actor) -> Decision:
    """Raises Invalid where words, addressee or reason are wanting, or the item has no quorum."""
    check_open(by, item.meeting)
    faults = faults_of_resolution(resolved)
    quorum = room_of(item.meeting).quorum_at(item)
    if not quorum:
        faults.append(Fault("text", quorum.sentence, _("Nothing can be decided at this item.")))
    if faults:
        raise Invalid(faults)
    number = (item.decisions.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Decision.objects.create(
        item=item,
        number=number,
        outcome=resolved.outcome,
        text=resolved.text.strip(),
        reason=resolved.reason.strip(),
        alternatives=resolved.alternatives.strip(),
        recommended_to=resolved.recommended_to,
        decided_on=item.meeting.date,
        is_open=item.is_open,
    )
    record(verb="meeting.decided", subject=made, by=by, changes={"outcome": [None, resolved.outcome]})
    return made


def faults_of_resolution(resolved: Resolved) -> list[Fault]:
    faults = []
    if resolved.outcome not in Outcome.values:
        faults.append(Fault("outcome", _("Say what was decided."), _("Choose one of the list.")))
    if not resolved.text.strip():
        faults.append(Fault("text", _("Write the resolution."), _("“the report be noted”, for example.")))
    if resolved.outcome in (Outcome.REJECTED, Outcome.DEFERRED) and not resolved.reason.strip():
        faults.append(Fault("reason", _("Say why: those who asked are told."), _("A sentence is enough.")))
    if resolved.outcome == Outcome.RECOMMENDED and resolved.recommended_to is None:
        faults.append(Fault("recommended_to", _("Say to which body it is recommended."), _("Choose one.")))
    return faults


@transaction.atomic
def strike_out(*, decision: Decision, by: Actor) -> None:
    """Take out a resolution that was written by mistake, before the minutes go out. Raises Invalid once it is out."""
    check_open(by, decision.item.meeting)
    if decision.published_at is not None:
        raise Invalid([Fault("decision", _("This decision has been published."), _("Reopen the minutes instead."))])
    meeting, number = decision.item.meeting, f"{decision.item.number or decision.item.serial}/{decision.number}"
    decision.delete()
    record(verb="meeting.decision_struck_out", subject=meeting, by=by, changes={"decision": [number, None]})


@dataclass(frozen=True)
class Assigned:
    """Who does what by when. The e-mail address is for reminders and shown to nobody but the clerk."""

    what: str
    owner: Person | None = None
    owner_name: str = ""
    owner_email: str = ""
    due_on: date | None = None


@transaction.atomic
def assign(*, item: AgendaItem, assigned: Assigned, by: Actor, decision: Decision | None = None) -> ActionLogEntry:
    """Raises Invalid without words, an owner or a day."""
    check_open(by, item.meeting)
    faults = []
    if not assigned.what.strip():
        faults.append(Fault("what", _("Say what is to be done."), _("Begin with a verb.")))
    if assigned.owner is None and not assigned.owner_name.strip():
        faults.append(Fault("owner_name", _("Say who does it."), _("An action without an owner is not done.")))
    if assigned.due_on is None:
        faults.append(Fault("due_on", _("Say by when."), _("It can be moved later.")))
    elif assigned.due_on < item.meeting.date:
        faults.append(Fault("due_on", _("This day is before the meeting."), _("Choose a later one.")))
    if faults:
        raise Invalid(faults)
    made = ActionLogEntry.objects.create(
        meeting=item.meeting,
        item=item,
        decision=decision,
        what=assigned.what.strip(),
        owner=assigned.owner,
        owner_name=assigned.owner_name.strip() or str(assigned.owner),
        owner_email=assigned.owner_email.strip(),
        due_on=assigned.due_on,
        is_open=item.is_open,
    )
    record(verb="action.assigned", subject=item.meeting, by=by, changes={"due_on": [None, str(assigned.due_on)]})
    return made


@transaction.atomic
def settle(*, entry: ActionLogEntry, state: str, note: str, by: Actor, done_on: date | None = None) -> ActionLogEntry:
    """Done or dropped, with what came of it; or open again. Raises Invalid where it does not say."""
    check_keep(by, entry.meeting)
    if state not in EntryState.values:
        raise Invalid([Fault("state", _("There is no such state."), _("Choose one of the list."))])
    if not note.strip():
        raise Invalid([Fault("done_note", _("Say what came of it."), _("Everybody who follows it reads this."))])
    old, entry.state = entry.state, state
    entry.done_note = note.strip()
    entry.done_on = (done_on or timezone.localdate()) if state == EntryState.DONE else None
    entry.save(update_fields=["state", "done_note", "done_on", "updated_at"])
    record(verb="action.settled", subject=entry.meeting, by=by, changes={"state": [str(old), state]})
    return entry


@transaction.atomic
def postpone(*, entry: ActionLogEntry, due_on: date, reason: str, by: Actor) -> ActionLogEntry:
    """Another day, with the reason; the old one stays in the history."""
    check_keep(by, entry.meeting)
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why it takes longer."), _("It is kept in the history."))])
    old, entry.due_on = entry.due_on, due_on
    entry.save(update_fields=["due_on", "updated_at"])
    changes = {"due_on": [str(old), str(due_on)]}
    record(verb="action.postponed", subject=entry.meeting, by=by, changes=changes, reason=reason.strip())
    return entry


def chase_actions(*, today: date) -> int:
    """Remind whoever has an open action that is due soon, today, or late; each reminder once. Returns how many are new.
    After four weeks the chair hears, too, where we know how. Cheap where nothing is new: it runs once a minute."""
    waiting = ActionLogEntry.objects.filter(state=EntryState.OPEN, due_on__lte=today + SOON).select_related(
        "meeting__body", "owner__member_account__user", "meeting__chair__member_account__user"
    )
    reminders: dict[str, tuple[ActionLogEntry, Reminder, str]] = {}
    for entry in waiting:
        reminder = reminder_on(today, entry.due_on)
        if reminder is None:
            continue
        chair = _address_of(entry.meeting.chair) if reminder.tells_chair else ""
        for to in filter(None, [entry.owner_email or _address_of(entry.owner), chair]):
            reminders[f"action:{entry.pk}:{reminder.key}:{to}"[:200]] = (entry, reminder, to)
    known = set(Message.objects.filter(dedupe_key__in=reminders).values_list("dedupe_key", flat=True))
    fresh = {key: each for key, each in reminders.items() if key not in known}
    return sum(_remind(key, *each) is not None for key, each in fresh.items())


def _remind(key: str, entry: ActionLogEntry, reminder: Reminder, to: str) -> Message | None:
    # A message is no safe place: of what came of an exempt item it says only that there is something.
    values = {
        "what": entry.what if entry.is_open else "",
        "owner": entry.owner_name if entry.is_open else "",
        "body": entry.meeting.title,
        "held_on": f"{entry.meeting.date:%-d %B %Y}",
        "words": reminder.words,
    }
    return tell(
        medium=Medium.EMAIL,
        to=to,
        template="meetings/action_due",
        values=values,
        dedupe_key=key,
        subject_record=entry,
    )


def _address_of(person: Person | None) -> str:
    account = getattr(person, "member_account", None)
    return str(account.user.email) if account is not None and account.user.is_active else ""
