"""What is told of an action: entries that nobody alters, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.public import store
from folkmoot_core.values import Fault, Invalid

from ..adapters.standings import due_of
from ..adapters.telling import effective
from ..enums import Progress
from ..models import Action, Milestone, ProgressUpdate
from ..policies import check_tell
from ..queries.sources import meetings_of_bodies

LONGEST = 5000


@dataclass(frozen=True)
class Told:
    """How far it is on a day, in words. `blocked_because`: why it cannot go on, or ""; `meets`: the due day that is
    met by this; `link`: the address of a document that shows it."""

    on: date
    progress: str
    words: str
    blocked_because: str = ""
    meets: date | None = None
    link: str = ""


@transaction.atomic
def tell_progress(
    *, action: Action, told: Told, by: Actor, corrects: ProgressUpdate | None = None, upload: IO[bytes] | None = None
) -> ProgressUpdate:
    """A new entry; with `corrects` it takes the place of an earlier one, which stays to be read. Raises Invalid, also
    where somebody else has corrected that one meanwhile, and Refused."""
    check_tell(by, action.plan.scopes, action.body.scope if action.body else "")
    _check(action, told, corrects)
    # Of two who tell at once the second waits, so that what follows is reckoned from both entries.
    Action.objects.select_for_update().filter(pk=action.pk).first()
    document = None
    if upload is not None:
        document = store(
            title=_("What shows how far “%(title)s” is") % {"title": action.title[:120]},
            upload=upload,
            classification=Classification.PUBLIC if action.is_public else Classification.INTERNAL,
            by=by,
            subject=action,
        )
    fields = vars(told) | {"words": told.words.strip(), "blocked_because": told.blocked_because.strip()}
    try:
        with transaction.atomic():
            made = ProgressUpdate.objects.create(
                action=action, corrects=corrects, document=document, by_name=by.name, **fields
            )
    except IntegrityError as problem:
        message = _("Somebody corrected this entry meanwhile.")
        raise Invalid([Fault("words", message, _("Read what they wrote, and correct that."))]) from problem
    reckon_actions([action])
    verb = "plan.progress_corrected" if corrects else "plan.progress_told"
    record(verb=verb, subject=action, by=by, changes={"progress": [None, told.progress], "on": [None, str(told.on)]})
    return made


def _check(action: Action, told: Told, corrects: ProgressUpdate | None) -> None:
    faults = []
    if told.progress not in Progress.values:
        faults.append(Fault("progress", _("Say how far it is."), _("Choose one of the list.")))
    if not told.words.strip():
        faults.append(Fault("words", _("Say what was done."), _("A sentence or two are enough.")))
    if len(told.words) > LONGEST:
        faults.append(Fault("words", _("This is longer than 5,000 characters."), _("Put the rest into a document.")))
    if told.on > timezone.localdate():
        faults.append(Fault("on", _("This day is still to come."), _("Tell it once it has happened.")))
    if told.blocked_because.strip() and told.progress in (Progress.DONE, Progress.DROPPED):
        faults.append(Fault("blocked_because", _("What is done or dropped is not blocked."), _("Leave this empty.")))
    if corrects is not None and corrects.action_id != action.pk:
        faults.append(Fault("words", _("That entry is about another action."), _("Go back to its page.")))
    if faults:
        raise Invalid(faults)


def reckon_actions(actions: Iterable[Action], today: date | None = None) -> int:
    """Work out anew what follows from what was told and from the timetable; returns how many rows differ. Wants `plan`
    fetched along. Two queries and one for those that changed."""
    actions = list(actions)
    today = today or timezone.localdate()
    told: dict[int, list[ProgressUpdate]] = {action.pk: [] for action in actions}
    for update in ProgressUpdate.objects.filter(action__in=told):
        told[update.action_id].append(update)
    needs_meetings = any(action.timing.form == "meetings" for action in actions)
    meetings = meetings_of_bodies() if needs_meetings else {}
    changed = [action for action in actions if _reckon(action, effective(told[action.pk]), today, meetings)]
    Action.objects.bulk_update(changed, ["progress", "blocked_because", "told_on", "met_until", "next_due"], 200)
    return len(changed)


def _reckon(action: Action, told: list[ProgressUpdate], today: date, meetings: Mapping[str, list[date]]) -> bool:
    last = told[0] if told else None
    met = max((update.meets for update in told if update.meets), default=None)
    progress = last.progress if last else Progress.NOT_BEGUN.value
    is_over = progress in (Progress.DONE, Progress.DROPPED)
    after = {
        "progress": progress,
        "blocked_because": last.blocked_because if last else "",
        "told_on": last.on if last else None,
        "met_until": met,
        "next_due": None if is_over else due_of(action, met, today, meetings.get(action.timing.body, ())),
    }
    if all(getattr(action, name) == value for name, value in after.items()):
        return False
    for name, value in after.items():
        setattr(action, name, value)
    return True


@transaction.atomic
def put_milestone(
    *, action: Action, title: str, due: str, done_on: date | None, by: Actor, milestone: Milestone | None = None
) -> Milestone:
    """A step on the way, new or changed. Raises Invalid, Refused."""
    check_tell(by, action.plan.scopes, action.body.scope if action.body else "")
    if done_on and done_on > timezone.localdate():
        raise Invalid([Fault("done_on", _("This day is still to come."), _("Tell it once it is reached."))])
    made = milestone or Milestone(action=action, position=action.milestones.count() + 1)
    made.title, made.due, made.done_on = title.strip(), due, done_on
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as problem:
        raise Invalid([Fault("title", _("There is a milestone of this title."), _("Change that one."))]) from problem
    record(verb="plan.milestone_put", subject=action, by=by, changes={"milestone": [None, made.title]})
    return made


@transaction.atomic
def add_evidence(*, action: Action, title: str, upload: IO[bytes], by: Actor) -> None:
    """A document that shows how far it is. Raises Invalid, Refused."""
    check_tell(by, action.plan.scopes, action.body.scope if action.body else "")
    classification = Classification.PUBLIC if action.is_public else Classification.INTERNAL
    store(title=title, upload=upload, classification=classification, by=by, subject=action)
    record(verb="plan.evidence_added", subject=action, by=by, changes={"title": [None, title[:200]]})
