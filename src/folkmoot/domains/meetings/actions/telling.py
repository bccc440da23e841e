"""Whoever asked for it is told when a body publishes, moves or cancels something; in words of the public face only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from folkmoot.ground.notify.public import Telling, once_each, tell_many

from ..enums import AlertState
from ..models import Alert, Meeting


def tell_followers(meeting: Meeting, sentences: Sequence[str], *, mark: str) -> int:
    """One e-mail to each; returns how many are new. `mark` tells this news from the next: nobody is told twice."""
    if not meeting.is_on_public_pages:
        return 0
    return tell_many(once_each(_tellings(meeting, sentences, mark)))


def _tellings(meeting: Meeting, sentences: Sequence[str], mark: str) -> Iterator[Telling]:
    asked = Alert.objects.filter(Q(body=meeting.body) | Q(body=None), state=AlertState.ON)
    for alert in asked.order_by("pk").iterator():
        yield Telling(
            medium="email",
            to=alert.email,
            template="meetings/news",
            values={
                "meeting": meeting.title,
                "day": date_format(meeting.date, "l j F Y"),
                "sentences": list(sentences),
                "url": settings.PUBLIC_URL + reverse("meetings:show_meeting", args=[meeting.key]),
                "stop_url": settings.PUBLIC_URL + reverse("meetings:stop_alert", args=[alert.secret]),
            },
            dedupe_key=f"meeting:{meeting.pk}:{mark}:{alert.pk}",
            subject_record=meeting,
            batch=f"meeting:{meeting.key}:{mark}"[:120],
        )
