"""Reminders of actions, each once."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.urls import reverse

from folkmoot.ground.notify.models import Message
from folkmoot.ground.notify.public import Medium, Telling, tell_many
from folkmoot_core.meetings.chasing import WEEK as SOON
from folkmoot_core.meetings.chasing import reminder_on

from ..models import Action
from ..queries.standings import current
from .telling import reckon_actions


def remind_of_actions(*, today: date) -> int:
    """Tell whoever left an address what is due soon, today, or late; each reminder once. Returns how many are new. What
    is due after meetings is reckoned anew first, since a meeting may have been held. Cheap where nothing is new: it
    runs once a minute."""
    after_meetings = Action.objects.filter(understood__startswith="after each")
    reckon_actions(current(after_meetings, today).select_related("plan"), today)
    waiting = Action.objects.filter(Q(next_due__lte=today + SOON)).exclude(owner_email="")
    tellings: dict[str, Telling] = {}
    for action in current(waiting, today).select_related("plan"):
        reminder = reminder_on(today, action.next_due)
        if reminder is None:
            continue
        key = f"plan-action:{action.pk}:{reminder.key}:{action.owner_email}"[:200]
        tellings[key] = {
            "medium": Medium.EMAIL,
            "to": action.owner_email,
            "template": "plans/action_due",
            "values": {
                # A message is no safe place: of what not everybody may read it says only that there is something.
                "what": action.title if action.is_public and action.plan.is_public else "",
                "plan": action.plan.title if action.plan.is_public else "",
                "words": reminder.words,
                "page": reverse("plans:show_action", args=[action.plan.key, action.key]),
            },
            "dedupe_key": key,
            "subject_record": action,
        }
    known = set(Message.objects.filter(dedupe_key__in=tellings).values_list("dedupe_key", flat=True))
    return tell_many(telling for key, telling in tellings.items() if key not in known)
