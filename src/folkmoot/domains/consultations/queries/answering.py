"""What the answering pages read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from time import monotonic

from django.db.models import Prefetch
from django.utils import timezone

from folkmoot.ground.base.public import PreparedQuery
from folkmoot_core.phases import Timeline
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire

from ..adapters import questionnaire_of, standing_of, timeline_of
from ..models import Consultation, Draft, Questionnaire, Response
from ..policies import Standing, opens_receipt

# Everybody who answers reads the same few rows. A worker process keeps them this long, so that they do not cost three
# queries on each of four pages; a consultation that an officer closes early takes answers for this long after.
# The dates themselves are compared with the clock every time.
KEPT_FOR_SECONDS = 2.0
_kept: dict[str, tuple[float, Sheet]] = {}


@dataclass(frozen=True)
class Sheet:
    """A consultation with the questionnaire that people answer now."""

    consultation: Consultation
    version: Questionnaire

    @cached_property
    def questions(self) -> CoreQuestionnaire:
        return questionnaire_of(self.version)

    @cached_property
    def timeline(self) -> Timeline:
        return timeline_of(self.consultation)

    def standing(self, now: datetime | None = None) -> Standing:
        """For residents: switches only, so no owner is read."""
        return standing_of(self.consultation, now or timezone.now(), with_scopes=False, timeline=self.timeline)


def sheet_of(slug: str) -> Sheet | None:
    """The consultation and its newest published questionnaire, or None; at most two seconds old."""
    kept = _kept.get(slug)
    if kept is not None and monotonic() - kept[0] < KEPT_FOR_SECONDS:
        return kept[1]
    sheet = fresh_sheet_of(slug)
    if sheet is None:
        _kept.pop(slug, None)
    else:
        _kept[slug] = (monotonic(), sheet)
    return sheet


def fresh_sheet_of(slug: str) -> Sheet | None:
    """The same as it stands in the database now. Three queries."""
    published = Questionnaire.objects.filter(published_at__isnull=False).order_by("-version")
    consultation = (
        Consultation.objects.filter(slug=slug)
        .select_related("organisation")
        .prefetch_related("phases", Prefetch("questionnaires", published, to_attr="published"))
        .first()
    )
    if consultation is None or not consultation.published:
        return None
    return Sheet(consultation, consultation.published[0])


def forget_sheets() -> None:
    """Read everything again at the next request of this process."""
    _kept.clear()


def sheet_of_draft(key: str) -> tuple[Draft, Sheet] | None:
    """A draft that is still alive, with the questionnaire version it was begun on."""
    draft = (
        Draft.objects.filter(key=key, expires_at__gt=timezone.now())
        .select_related("consultation__organisation", "questionnaire")
        .prefetch_related("consultation__phases")
        .first()
    )
    return None if draft is None else (draft, Sheet(draft.consultation, draft.questionnaire))


@dataclass(frozen=True)
class Receipt:
    """What the sender of a response sees of it afterwards."""

    reference: str
    consultation: Consultation


_SENT_UNDER = PreparedQuery(
    lambda key: Response.objects.filter(arrival__key=key).values_list("arrival__reference", "consultation__slug")
)


def receipt_of(key: str) -> Receipt | None:
    """The receipt of the response that was sent under this key."""
    if not opens_receipt(key):
        return None
    found = _SENT_UNDER.first(key)
    if found is None:
        return None
    sheet = sheet_of(found[1])
    return Receipt(found[0], sheet.consultation) if sheet else None


def sent_response(key: str) -> Response | None:
    """The whole response that was sent under this key, for the sender's copy."""
    if not opens_receipt(key):
        return None
    related = ("arrival", "consultation", "questionnaire")
    return Response.objects.filter(arrival__key=key).select_related(*related).first()
