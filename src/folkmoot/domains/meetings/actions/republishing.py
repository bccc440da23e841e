"""A moved or cancelled meeting keeps its agenda and its address, and says what happened."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.agendas import changes_between

from ..adapters.faces import face_of_day
from ..enums import PublicationKind
from ..models import Meeting, Publication
from ..queries.agenda import latest
from .telling import tell_followers


def publish_change(meeting: Meeting, by: Actor, reason: str) -> None:
    """A new version with the same agenda, where one is out; whoever asked to be told is told either way."""
    before = latest(meeting)
    if meeting.is_cancelled:
        sentences = [_("The meeting is cancelled: %(reason)s") % {"reason": reason}]
    else:
        move = meeting.moves.last()
        old = {"date": move.from_date.isoformat(), "venue": move.from_venue} if move else {}
        if move:
            old["starts_at"] = f"{move.from_time:%H:%M}" if move.from_time else ""
        sentences = [*changes_between(old, face_of_day(meeting)), _("Reason: %(reason)s") % {"reason": reason}]
    if before is not None:
        Publication.objects.create(
            meeting=meeting,
            number=before.number + 1,
            kind=PublicationKind.CHANGE,
            published_at=timezone.now(),
            published_by=by.name,
            reason=reason,
            face={**before.face, **face_of_day(meeting)},
            changes=sentences,
            public_pack=None,
        )
    tell_followers(meeting, sentences, mark=f"change-{meeting.sequence}")
