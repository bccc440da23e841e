"""What is wrong with the records of consultations, for the nightly check."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from ..adapters import asked_of, codebook_of, questionnaire_of
from ..models import Consultation, Outcome, Questionnaire, Response, ResponseTally
from .outcomes import unanswered_themes

WATCHERS = (
    "consultations_response_changed",
    "consultations_response_gone",
    "consultations_tally_received",
    "consultations_tally_moved",
    "consultations_tally_gone",
)
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
}
AT_ONCE = 2000


def faults_in_consultations() -> Iterator[str]:
    """A sentence for each thing that is wrong."""
    for name in missing_watchers():
        yield _("The database no longer says when responses come or change: the trigger %(name)s is missing.") % {
            "name": name
        }
    for consultation in Consultation.objects.all():
        if tallied(consultation) != counted_afresh(consultation):
            yield _("“%(title)s”: the tally of responses is not what counting them comes to.") % {
                "title": consultation.title
            }
        stale = sum(1 for _response in wrongly_coded(consultation))
        if stale:
            yield _("“%(title)s”: the coded answers of %(number)d responses do not follow from their answers.") % {
                "title": consultation.title,
                "number": stale,
            }
    for outcome in Outcome.objects.filter(published_at__isnull=False).select_related("consultation"):
        for theme in unanswered_themes(outcome):
            yield _("“%(title)s” is published without an answer to the theme “%(theme)s”.") % {
                "title": str(outcome),
                "theme": theme.title,
            }


def missing_watchers() -> list[str]:
    """Triggers of migrations 0003 and 0009 that are gone. SQLite drops them silently when a table is made anew."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in WATCHERS if name not in present]


def tallied(consultation: Consultation) -> dict[tuple[str, str], int]:
    """{(state, channel): responses} as the database keeps it."""
    parts = ResponseTally.objects.filter(consultation=consultation).order_by().values_list("state", "channel")
    return {(state, channel): number for state, channel, number in parts.annotate(Sum("number")) if number}


def counted_afresh(consultation: Consultation) -> dict[tuple[str, str], int]:
    """{(state, channel): responses}, each of them counted."""
    found = Response.objects.filter(consultation=consultation).order_by().values_list("state", "channel")
    return {(state, channel): number for state, channel, number in found.annotate(Count("pk"))}


def wrongly_coded(consultation: Consultation) -> Iterator[Response]:
    """Responses whose packed answers are not what their answers come to."""
    versions: dict[int, Questionnaire] = {row.pk: row for row in consultation.questionnaires.all()}
    found = Response.objects.filter(consultation=consultation).select_related("arrival").order_by("pk")
    for response in found.iterator(chunk_size=AT_ONCE):
        core = questionnaire_of(versions[response.questionnaire_id])
        answers = {**response.answers, **response.parked}
        shown = asked_of(core, answers, response.answers, in_own_words=bool(response.arrival.words))
        if bytes(response.coded) != codebook_of(core).encode(response.answers, shown):
            yield response
